{{- define "stellwerk.labels" -}}
app.kubernetes.io/part-of: stellwerk
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "stellwerk.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "stellwerk.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* How a container enters ClickHouse; takes user, existingSecret and secretKey. */ -}}
{{- define "stellwerk.clickhouse" -}}
- name: STELLWERK_CLICKHOUSE_USER
  value: {{ .user | quote }}
- name: STELLWERK_CLICKHOUSE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .secretKey }}
{{- end }}

{{- /* How a container logs in to Kafka and whom it trusts; takes the root. Empty where the brokers are plain. */ -}}
{{- define "stellwerk.kafka" -}}
{{- with .Values.kafka.caSecret }}
- name: STELLWERK_KAFKA_CA_FILE
  value: /var/lib/stellwerk/kafka/ca.crt
{{- end }}
{{- with .Values.kafka.sasl }}
- name: STELLWERK_KAFKA_USER
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .userKey }}
- name: STELLWERK_KAFKA_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .passwordKey }}
{{- end }}
{{- end }}

{{- /* A pod of a service; takes (dict "root" $ "name" <service> "service" <its values>). */ -}}
{{- define "stellwerk.pod" -}}
{{- $root := .root -}}
{{- $isDoor := eq .name "tracking" -}}
{{- $isWarehouse := eq .name "warehouse" -}}
{{- $isKnowledge := eq .name "rag" -}}
{{- $usesClickHouse := has .name (list "warehouse" "attribution" "mmm") -}}
metadata:
  labels:
    {{- include "stellwerk.labels" $root | nindent 4 }}
    app.kubernetes.io/name: {{ .name }}
  annotations:
    # Pods roll when their settings change.
    checksum/settings: {{ include (print $root.Template.BasePath "/settings.yaml") $root | sha256sum }}
    {{- with $root.Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  automountServiceAccountToken: false
  # Links to services named stellwerk-… would be variables that look like settings.
  enableServiceLinks: false
  # Longer than the 15 s after which a stopping service ends by itself.
  terminationGracePeriodSeconds: 30
  securityContext:
    {{- include "stellwerk.podSecurityContext" $root | nindent 4 }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          app.kubernetes.io/instance: {{ $root.Release.Name }}
          app.kubernetes.io/name: {{ .name }}
  containers:
    - name: {{ .name }}
      image: {{ $root.Values.image.registry }}/{{ .name }}:{{ $root.Values.image.tag }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      securityContext:
        {{- include "stellwerk.securityContext" $root | nindent 8 }}
      envFrom:
        - configMapRef:
            name: {{ $root.Release.Name }}
      {{- $kafka := include "stellwerk.kafka" $root }}
      {{- if or $usesClickHouse $kafka .service.settings }}
      env:
        {{- if $usesClickHouse }}
        {{- include "stellwerk.clickhouse" (merge (deepCopy (default dict .service.clickhouse)) $root.Values.clickhouse) | nindent 8 }}
        {{- end }}
        {{- with $kafka }}
        {{- trim . | nindent 8 }}
        {{- end }}
        {{- range $variable, $value := .service.settings }}
        - name: {{ $variable }}
          value: {{ $value | quote }}
        {{- end }}
      {{- end }}
      ports:
        - name: http
          containerPort: 8080
        {{- if $isWarehouse }}
        - name: otlp
          containerPort: 4318
        {{- end }}
      # A service listens once it has read the control documents, so brokers that are slow to come are no reason to kill it.
      startupProbe:
        httpGet: { path: /health/live, port: http }
        periodSeconds: 5
        failureThreshold: 60
      livenessProbe:
        httpGet: { path: /health/live, port: http }
        periodSeconds: 10
      readinessProbe:
        httpGet: { path: /health/ready, port: http }
        periodSeconds: 5
        timeoutSeconds: 3
      resources:
        {{- toYaml (default $root.Values.resources .service.resources) | nindent 8 }}
      volumeMounts:
        - { name: temporary, mountPath: /tmp }
        {{- if $root.Values.kafka.caSecret }}
        - { name: kafka-ca, mountPath: /var/lib/stellwerk/kafka, readOnly: true }
        {{- end }}
        {{- if and $isKnowledge $root.Values.qdrant.existingSecret }}
        - { name: qdrant, mountPath: /var/lib/stellwerk/qdrant, readOnly: true }
        {{- end }}
        {{- if .service.stateSize }}
        - { name: state, mountPath: /var/lib/stellwerk/state }
        {{- end }}
        {{- if $isDoor }}
        - { name: secrets, mountPath: /var/lib/stellwerk/secrets }
        {{- end }}
  volumes:
    - name: temporary
      emptyDir: { sizeLimit: 64Mi }
    {{- with $root.Values.kafka.caSecret }}
    - name: kafka-ca
      secret:
        secretName: {{ . }}
        items:
          - { key: ca.crt, path: ca.crt }
    {{- end }}
    {{- if $isKnowledge }}
    {{- with $root.Values.qdrant.existingSecret }}
    - name: qdrant
      secret:
        secretName: {{ . }}
        items:
          - { key: key, path: key }
    {{- end }}
    {{- end }}
    {{- if $isDoor }}
    - name: secrets
      persistentVolumeClaim:
        claimName: {{ $root.Release.Name }}-secrets
    {{- end }}
  {{- with $root.Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $root.Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
