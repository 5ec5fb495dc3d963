#!/usr/bin/perl
use strict; use warnings; use JSON; use LWP::UserAgent;

my %vars = (
    workspaceId  => '6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a21',
    connectionId => 'c2a9d7b4-18e3-4d6b-8f70-5be21c9a3d64',
    filters      => { ids => [ '1d7f0b52-3c9e-4a81-96d4-e05a7b2c8f13', '84c6e2a9-0f1b-4d57-a3e8-7b9d5c6f2041' ] },
);
my $q = <<'GQL';
query GetJobWorks($workspaceId: ID!, $connectionId: ID!, $filters: JobWorkFilters, $offset: Int, $limit: Int) {
  me {
    workspaces(filters: { ids: [$workspaceId] }) {
      id
      connections(filters: { ids: [$connectionId] }) {
        id
        jobWorks(filters: $filters, offset: $offset, limit: $limit) {
          id
          workId
          connectionJobId
          work { id name externalId status }
          jobWorkArtifacts { id artifactId workArtifact { id externalId name type status } }
        }
      }
    }
  }
}
GQL
my $ua  = LWP::UserAgent->new;
my $res = $ua->post('https://gateway.filed.com/graphql',
    'Content-Type'  => 'application/json',
    'Authorization' => "Bearer $ENV{FILED_TOKEN}",
    Content         => encode_json({ query => $q, variables => \%vars }),
);
print $res->decoded_content;   # jobWorks is empty
