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

{{- define "stellwerk.environment" -}}
- name: STELLWERK_KAFKA_BROKERS
  value: {{ .Values.kafka.brokers | quote }}
- name: STELLWERK_CLICKHOUSE_URL
  value: {{ .Values.clickhouse.url | quote }}
- name: STELLWERK_CLICKHOUSE_USER
  value: {{ .Values.clickhouse.user | quote }}
- name: STELLWERK_CLICKHOUSE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.clickhouse.existingSecret }}
      key: {{ .Values.clickhouse.secretKey }}
- name: STELLWERK_SECRETS_DIR
  value: /var/lib/stellwerk/secrets
- name: STELLWERK_OTLP_ENDPOINT
  value: http://{{ .Release.Name }}-warehouse:4318
- name: STELLWERK_OTLP_PORT
  value: "4318"
{{- end }}
