vars = object
  [ "workspaceId"  .= ("6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a21" :: Text)
  , "connectionId" .= ("c2a9d7b4-18e3-4d6b-8f70-5be21c9a3d64" :: Text)
  , "filters"      .= object [ "ids" .= (["1d7f0b52-3c9e-4a81-96d4-e05a7b2c8f13", "84c6e2a9-0f1b-4d57-a3e8-7b9d5c6f2041"] :: [Text]) ]
  ]
