"""Exact, certified solvers for the lasso and its relatives, in numpy alone.

Objective everywhere: 1/(2n) ||y - Xw||^2 + lam ||w||_1, with X (n, p) and y (n,) as given.
"""

from figures.solvers.conventions import Convention, ElasticNetConvention, Factor, response_scale
from figures.solvers.descent.adam import adam
from figures.solvers.descent.chatter import chatter_amplitude, end_cycle, hitting_time, two_cycle
from figures.solvers.descent.coordinate import coordinate_descent
from figures.solvers.descent.gradient import gradient_descent, subgradient_descent
from figures.solvers.descent.iterates import lipschitz
from figures.solvers.descent.optimizers import L1Place, Optimizer, optimizer_l1
from figures.solvers.descent.proximal import fista, ista
from figures.solvers.descent.side_by_side import settled, side_by_side
from figures.solvers.descent.stochastic import sgd
from figures.solvers.elastic_net_packages import ELASTIC_NET
from figures.solvers.interval import Interval
from figures.solvers.lasso.batch import Paths, lasso_paths
from figures.solvers.lasso.batch_net import elastic_nets
from figures.solvers.lasso.budget import budget_at, lam_at
from figures.solvers.lasso.dead_zone import coefficient_dead_zone, vif
from figures.solvers.lasso.elastic_net import elastic_net, elastic_net_path
from figures.solvers.lasso.exact import ExactPath, exact_path
from figures.solvers.lasso.fixed_alpha import FixedAlphaPath, fixed_alpha_path
from figures.solvers.lasso.lasso import lasso
from figures.solvers.lasso.mix import joining_shares
from figures.solvers.lasso.path import Path, lasso_path
from figures.solvers.lasso.refit import refit
from figures.solvers.lasso.textbook import textbook_path
from figures.solvers.optimality import NotConverged, duality_gap, kkt_violation
from figures.solvers.packages import LASSO, OTHERS, PAPER, PYTHON, RIDGE
from figures.solvers.penalties.folded import mcp_threshold, scad_threshold
from figures.solvers.penalties.objective import objective
from figures.solvers.penalties.one_weight import (
    one_weight_lasso,
    one_weight_loss,
    one_weight_ridge,
    one_weight_threshold,
)
from figures.solvers.penalties.penalties import L1, L2, ElasticNet, Penalty, SmoothedL1
from figures.solvers.penalties.projection import project_l1
from figures.solvers.penalties.threshold import hard_threshold, soft_threshold
from figures.solvers.plane.contours import Contour, contour, correlated_gram, excess_loss, tilted_gram
from figures.solvers.plane.creased import CreasedBowl, creased_bowl
from figures.solvers.plane.diamond import fate, touch_diamond
from figures.solvers.plane.disc import crossing_budget, touch_disc
from figures.solvers.plane.lq_ball import lq_ball
from figures.solvers.plane.planar import planar_elastic_net
from figures.solvers.plane.rounded_diamond import RoundedDiamond, rounded_diamond
from figures.solvers.plane.slanted import SlantedBowl, slanted_bowl
from figures.solvers.plane.slice import Slice, slice_of
from figures.solvers.plane.two_features import two_feature_knots, two_feature_lasso
from figures.solvers.plane.wedges import Region, fate_regions, uniform_corner_share
from figures.solvers.ridge.freedom import degrees_of_freedom, lam_of_freedom
from figures.solvers.ridge.ridge import RidgePath, ridge, ridge_path
from figures.solvers.sampling.chances import FateChances, chance_of_zero, fate_chances, vertex_chance
from figures.solvers.sampling.posterior import LaplacePosterior, LumpPosterior
from figures.solvers.sampling.proportions import wilson
from figures.solvers.sampling.resampling import bootstrap_paths, selection_frequencies
from figures.solvers.sampling.risk import Comparison, compare_methods
from figures.solvers.sampling.thresholds import equal_error, hard_error, kept_bias, soft_error
from figures.solvers.sampling.tradeoff import Noisy, Tradeoff, noisy_paths, ridge_tradeoff
from figures.solvers.sampling.twins import twin_opposite_chance, twin_ratio_median
from figures.solvers.sampling.validation import CrossValidation, cross_validate
from figures.solvers.scaling import Standardized, standardize
from figures.solvers.size import lam_of_size

__all__ = [
    "ELASTIC_NET",
    "L1",
    "L2",
    "LASSO",
    "OTHERS",
    "PAPER",
    "PYTHON",
    "RIDGE",
    "Comparison",
    "Contour",
    "Convention",
    "CreasedBowl",
    "CrossValidation",
    "ElasticNet",
    "ElasticNetConvention",
    "ExactPath",
    "Factor",
    "FateChances",
    "FixedAlphaPath",
    "Interval",
    "L1Place",
    "LaplacePosterior",
    "LumpPosterior",
    "Noisy",
    "NotConverged",
    "Optimizer",
    "Path",
    "Paths",
    "Penalty",
    "Region",
    "RidgePath",
    "RoundedDiamond",
    "SlantedBowl",
    "Slice",
    "SmoothedL1",
    "Standardized",
    "Tradeoff",
    "adam",
    "bootstrap_paths",
    "budget_at",
    "chance_of_zero",
    "chatter_amplitude",
    "coefficient_dead_zone",
    "compare_methods",
    "contour",
    "coordinate_descent",
    "correlated_gram",
    "creased_bowl",
    "cross_validate",
    "crossing_budget",
    "degrees_of_freedom",
    "duality_gap",
    "elastic_net",
    "elastic_net_path",
    "elastic_nets",
    "end_cycle",
    "equal_error",
    "exact_path",
    "excess_loss",
    "fate",
    "fate_chances",
    "fate_regions",
    "fista",
    "fixed_alpha_path",
    "gradient_descent",
    "hard_error",
    "hard_threshold",
    "hitting_time",
    "ista",
    "joining_shares",
    "kept_bias",
    "kkt_violation",
    "lam_at",
    "lam_of_freedom",
    "lam_of_size",
    "lasso",
    "lasso_path",
    "lasso_paths",
    "lipschitz",
    "lq_ball",
    "mcp_threshold",
    "noisy_paths",
    "objective",
    "one_weight_lasso",
    "one_weight_loss",
    "one_weight_ridge",
    "one_weight_threshold",
    "optimizer_l1",
    "planar_elastic_net",
    "project_l1",
    "refit",
    "response_scale",
    "ridge",
    "ridge_path",
    "ridge_tradeoff",
    "rounded_diamond",
    "scad_threshold",
    "selection_frequencies",
    "settled",
    "sgd",
    "side_by_side",
    "slanted_bowl",
    "slice_of",
    "soft_error",
    "soft_threshold",
    "standardize",
    "subgradient_descent",
    "textbook_path",
    "tilted_gram",
    "touch_diamond",
    "touch_disc",
    "twin_opposite_chance",
    "twin_ratio_median",
    "two_cycle",
    "two_feature_knots",
    "two_feature_lasso",
    "uniform_corner_share",
    "vertex_chance",
    "vif",
    "wilson",
]
