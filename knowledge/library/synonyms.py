"""People's words for one thing, a line each; compared as stems, the first stands for all. For search only: what is
nearly the same for finding a passage ("card", "GPU") is not the same for a figure."""

LINES = """
gpu card cards accelerator accelerators
cost price charge expense expenses fee fees expensive costly
bill invoice
spend pay paying paid spending
staff people personnel headcount employee employees person fte hire hires
developer developers programmer programmers
operation operations ops upkeep maintenance maintain operate operating
fast quick quickly rapid speed speedy throughput
latency delay delays lag
host hosting inhouse selfhosting selfhost selfhosted
vendor provider providers supplier suppliers
lawyer lawyers legal counsel law laws
dpo privacy
month monthly months
year yearly annual annually years
day daily days
hour hourly hours
week weekly weeks fortnight
defense defence military army
saving savings save saved saves
summary summarise summarize summariser summarizer summarisation summarization summaries summarising
licence license licensed licensing
utilisation utilization utilised utilized
breakeven crossover threshold
observability monitoring monitor dashboard dashboards alerting alerts metrics
code coding programming
consumer gaming desktop
error errors bug bugs debugging
math maths mathematical mathematics arithmetic calculation calculate
region regional regions
wait waiting
completion completions autocompletion autocomplete
choose choice choosing chosen pick picks select selection
big large huge enormous
small little tiny compact
vehicle vehicles car cars automotive
industrial factory factories plant
negotiate negotiation negotiating bargain bargaining leverage
image images picture pictures photo photos multimodal vision
language languages multilingual
hospital health healthcare medical patient patients clinic
bank banks banking finance financial fintech broker
trial pilot test tests testing benchmark benchmarks benchmarking evaluate evaluation
payback recoup amortise amortize amortisation
request requests call calls query queries
cheap cheaper cheapest inexpensive
secure security safe safer
redundancy redundant failover backup spare
europe european eu
shortage scarcity scarce
regulator regulators regulatory regulated regulation regulations
retention retain retained stored store
ranking rankings leaderboard leaderboards
"""
