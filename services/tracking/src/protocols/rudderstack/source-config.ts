/** What @rudderstack/analytics-js asks for before it sends (`/sourceConfig`): the source takes events, and no destination. */
export function rudderStackSourceConfig(writeKey: string, name: string, workspace: string, updatedAt: string): object {
  return {
    source: {
      id: name,
      name,
      writeKey,
      enabled: true,
      config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
      sourceDefinition: { id: 'javascript', name: 'Javascript' },
      destinations: [],
      workspaceId: workspace,
      updatedAt,
    },
    updatedAt,
  };
}
