$headers = @{ "Authorization" = "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJtYWRlLXVwIn0.bWFkZS11cC1zaWduYXR1cmU"; "source-platform" = 'my-sample-platform' }
$query = @'
query GetJobWorks($workspaceId: ID!, $connectionId: ID!, $filters: JobWorkFilters) { me { workspaces(filters: { ids: [$workspaceId] }) { id connections(filters: { ids: [$connectionId] }) { id jobWorks(filters: $filters) { id workId connectionJobId jobWorkArtifacts { artifactId workArtifact { status } } } } } } }
'@
$body = @{ query = $query; variables = @{ workspaceId = "workspace_123456"; connectionId = 'connection_789'; filters = @{ ids = @("job_work_456", "job_work_457") } } } | ConvertTo-Json -Depth 5
Invoke-RestMethod -Method Post -Uri https://gateway.filed.com/graphql -Headers $headers -ContentType 'application/json' -Body $body
