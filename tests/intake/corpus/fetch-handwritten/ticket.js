// our job, a little shortened
const endpoint = "https://gateway.filed.com/graphql";

async function load(token) {
  const response = await fetch('https://gateway.filed.com/graphql', {
    method: 'post',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${token}`,  // from the login
      'source-platform': 'nightly' + '-job',
    },
    body: JSON.stringify({
      query: `
        query JobWorks($connectionId: ID!) {
          me { workspaces(filters: { ids: ["workspace_123456"] }) { id
            connections(filters: { ids: [$connectionId] }) { id jobWorks { id } } } }
        }`,
      variables: { connectionId: 'connection_789', limit, },
    }),
  });
  return response.json();
}
