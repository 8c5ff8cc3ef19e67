import torch


@torch.no_grad()
def lasso_step(optimizer, weights, lam):
    """Call optimizer.step(), then soft-threshold: makes loss + lam * sum(abs(weights)) small.

    One call makes one step: pass all penalized weights at once, and no biases. .grad holds the
    gradient of the loss alone, neither clipped nor scaled; where it is None nothing happens.
    Mini-batches undo zeros: finish on all rows, or take momentum of 0.99 and more.
    Adam: keep lr below 38 * lam / L (at beta1 = 0.9), with L the largest curvature of the loss.
    Weights whose slopes are far below lam lose up to 10 lr a call: train embeddings with SGD.
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
            step = group["lr"]  # how far each unit of a lasting slope moves it
            if "betas" in group:
                state, beta = optimizer.state[w], group["betas"][1]
                square = state["exp_avg_sq"] / (1 - beta ** float(state["step"]))
                root = square.sqrt() + group["eps"]
                step = step / root.clamp(min=lam / 10)  # a call takes off 10 lr at most
            elif group["momentum"]:
                step = step * (1 - group["dampening"]) / (1 - group["momentum"])
            w -= w.clamp(-step * lam, step * lam)  # what lies within becomes exactly 0
