$token = "made-up-token-0123456789"
$settings = @{ apiKey = 'made-up-key-777'; connection = "connection_789" }
$line = "Cookie: sid=made-up-session-4711; lang=en-GB"
Write-Output "done"
