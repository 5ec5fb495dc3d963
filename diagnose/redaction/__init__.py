"""What leaves in a report: masked at one boundary, after everything was decided on the truth; personal data by aliases."""
