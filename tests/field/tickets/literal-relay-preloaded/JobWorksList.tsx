
const ref = loadQuery<JobWorksListQuery>(environment, graphql`
  query JobWorksListQuery($workspaceId: ID!, $connectionId: ID!, $filters: JobWorkFilters) {
    me {
      workspaces(filters: { ids: [$workspaceId] }) {
        connections(filters: { ids: [$connectionId] }) {
          jobWorks(filters: $filters) {
            id
            jobWorkArtifacts { id workArtifact { status } }
          }
        }
      }
    }
  }
`, {
  workspaceId: workspace.id ?? 'workspace_204417',
  connectionId: 'connection_860',
  filters: { ids: ['job_work_33001', 'job_work_33002'] },
});
// Expected: two nodes. Actual: []
