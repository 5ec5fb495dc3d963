"""What leaves in a report: masked at one boundary once everything is decided, personal data by aliases."""
