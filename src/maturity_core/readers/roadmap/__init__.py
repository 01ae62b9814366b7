"""The roadmap: the cheapest way to a target, or the best under a budget, proven by a solver and confirmed exactly.

- `asked`: the arguments; `costs`: what moves cost, by default or as the caller says; so `benefits` and `periods`
- `leeway`: how far the answers can rise without what is excluded, and what stands in the way
- `solving`: the solver; `ties`: one solution of several that are as good
- `master`: a bound on all solutions; `narrowing`: a search near that bound
- `finding`: the routes; `route`: one with its steps; `pathfinders`: those to begin with
- `phases`: what is done when; `payback`: what it brings; `reading`: the result
"""
