"""What happened: record(), the timeline, the feed, and the deltas behind the dashboard."""
