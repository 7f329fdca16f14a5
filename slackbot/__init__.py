"""Slack: quick questions where people already are.

A request's way: ``server`` or Socket Mode -> Bolt (signature, tenant) -> ``listeners`` -> ``store`` (on disk) ->
acknowledged.
Then, in this or any other process on the same database: ``work`` claims it -> ``converse`` asks the agent ->
``replies`` draws the events. Nothing is acknowledged before it is on disk; nothing leaves the store before it was
answered; a retried event meets the key of the first and is dropped.
"""
