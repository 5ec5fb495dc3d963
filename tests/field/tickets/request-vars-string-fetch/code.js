fetch("https://gateway.filed.com/graphql", {
  method: "POST",
  headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
  body: JSON.stringify({ query, variables: JSON.stringify({ workspaceId: "clx8k2v9q0001mp08a1b2c3d4", connectionId: "clx8k3b1r0004mp08f5g6h7i8", filters: { ids: ["clx8k5e2t0012mp08n3o4p5q6", "clx8k5e2t0013mp08r7s8t9u0"] } }) }),
});
