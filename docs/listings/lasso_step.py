import torch


@torch.no_grad()
def lasso_step(optimizer, weights, lam):
    """Call optimizer.step(), then soft-threshold: minimizes loss + lam * sum(abs(weights)).

    One call makes one step: pass all penalized weights at once, and no biases. .grad holds the
    gradient of the loss alone, neither clipped nor scaled; where it is None nothing happens.
    Adam: keep lr below 38 * lam / L, with L the largest curvature of the loss. Weights whose
    slopes are far below lam lose up to 10 lr a call: train rows of an embedding with SGD.
    """
    chosen = set(weights)
    groups = [g for g in optimizer.param_groups if chosen.intersection(g["params"])]
    if type(optimizer) not in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW):
        raise TypeError(f"no threshold known for {type(optimizer).__name__}: use SGD or Adam")
    if not chosen or chosen - {w for group in groups for w in group["params"]}:
        raise ValueError("weights: pass a list of the optimizer's tensors, as [model.weight]")
    if not lam >= 0:
        raise ValueError(f"lam is {lam}: pass a number that is not negative")
    for option in ("weight_decay", "amsgrad"):
        if any(group.get(option) for group in groups):
            raise ValueError(f"{option} changes the answer: make their group with {option}=0")
    optimizer.step()
    for group in groups:
        for w in [w for w in group["params"] if w in chosen and w.grad is not None]:
            step = group["lr"]  # how far a lasting slope of 1 moves a weight
            if "betas" in group:
                state, beta = optimizer.state[w], group["betas"][1]
                square = state["exp_avg_sq"] / (1 - beta ** float(state["step"]))
                root = square.sqrt() + group["eps"]
                step = step / root.clamp(min=lam / 10)  # a call takes off 10 lr at most
            elif group["momentum"]:
                step = step * (1 - group["dampening"]) / (1 - group["momentum"])
            w -= w.clamp(-step * lam, step * lam)  # what lies within becomes exactly 0
