# %% [markdown]
# # From four exports to golden customers
#
# Four systems of a fictional retailer each know their customers in their own way. Aurum reads their
# exports, decides which records are one customer, and keeps one golden record per customer. This notebook
# follows that way through the **published tables**, plain Parquet at `<out>/publish/<table>/as_of=<date>/`,
# with nothing but DuckDB, pandas and matplotlib.
#
# Published tables mask direct identifiers, and this notebook shows only counts. Every number in the text is
# computed from the tables: run the notebook over another run and the text follows.

# %%
import math
import os
import warnings
from pathlib import Path

import duckdb
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython.display import HTML, Markdown, display
from matplotlib.ticker import FuncFormatter, PercentFormatter

PUBLISH = Path(os.environ.get("AURUM_PUBLISH", "out/publish"))
BLUE, ORANGE, GREEN, RED, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#8C8C8C"
COUNT = FuncFormatter(lambda value, _: f"{value:,.0f}")

plt.rcParams.update({
    "figure.dpi": 80, "figure.constrained_layout.use": True, "font.size": 10, "axes.titlesize": 11,
    "axes.titlelocation": "left", "axes.spines.top": False, "axes.spines.right": False, "legend.frameon": False,
})
pd.set_option("display.max_colwidth", None)
warnings.filterwarnings("ignore", message="The inplace keyword")  # DuckDB's own use of pandas

lake = duckdb.connect()
lake.execute("SET TimeZone = 'UTC'")
for folder in sorted(PUBLISH.iterdir()):
    lake.execute(f"""
        CREATE VIEW {folder.name} AS
        SELECT * FROM read_parquet('{folder}/as_of=*/*.parquet', hive_partitioning = true)
        QUALIFY as_of = max(as_of) OVER ()""")


def ask(query: str) -> pd.DataFrame:
    return lake.execute(query).df()


def ask_one(query: str) -> pd.Series:
    return ask(query).iloc[0]


def say(text: str) -> None:
    display(Markdown(text))


def show(table: pd.DataFrame, **formats: str) -> None:
    style = table.style.hide(axis="index").set_uuid("-".join(table.columns))
    style.format(formats, thousands=",", precision=2, na_rep="")
    style.format_index(lambda name: name.replace("_", " "), axis="columns")
    words = table.select_dtypes(exclude="number")
    style.set_table_styles({name: [{"selector": "", "props": "text-align: left"}] for name in words})
    display(HTML(style.to_html()))


def in_words(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


run = ask_one("SELECT * FROM identity_stat")
say(f"Run `{run.run_id}` as of **{run.as_of:%d %B %Y}**: **{run.records:,} records** make "
    f"**{run.customers:,} customers**.")

# %% [markdown]
# ## 1. What came in, and what was rejected
#
# `column_profile` has one row per source and attribute; `rule_result` one per source and rule. A failed rule
# of severity *warn* sets the value aside and keeps the record; *error* sends the record to quarantine. Rows that
# could not be read at all were quarantined before these tables: they stay, with their reason, in the lake
# (`quarantine_record`, never published).

# %%
sources = ask("""
    SELECT source, max(rows) AS records, count(*) AS attributes,
           sum(rows - nulls)::BIGINT AS "values", sum(invalid)::BIGINT AS invalid,
           sum(repaired)::BIGINT AS brought_to_canonical_form
    FROM column_profile GROUP BY source ORDER BY records DESC, source""")
show(sources)

delivered, invalid = sources["values"].sum(), sources.invalid.sum()
repaired = sources.brought_to_canonical_form.sum()
rejected = sources.records.sum() - run.records
say(f"{in_words([f'`{name}`' for name in sources.source])} delivered {sources.records.sum():,} readable records with "
    f"{delivered:,} values; {repaired / delivered:.0%} of the values were brought to canonical form, {invalid:,} "
    f"({invalid / delivered:.2%}) were invalid and set aside, and the rules rejected {rejected:,} records.")

# %%
filled = ask("SELECT source, attribute, completeness_rate FROM column_profile") \
    .pivot(index="attribute", columns="source", values="completeness_rate")
filled = filled.loc[filled.fillna(0).mean(axis=1).sort_values(ascending=False, kind="stable").index, sources.source]

figure, axes = plt.subplots(figsize=(7, 6))
shades = plt.get_cmap("Blues").copy()
shades.set_bad("#F2F2F2")
axes.imshow(np.ma.masked_invalid(filled.values), cmap=shades, vmin=0, vmax=1.2, aspect="auto")
for (row, column), rate in np.ndenumerate(filled.values):
    text = "not delivered" if np.isnan(rate) else f"{rate:.0%}"
    axes.text(column, row, text, ha="center", va="center", fontsize=9,
              color="white" if rate > 0.7 else GREY if np.isnan(rate) else "black")
axes.set_xticks(range(filled.shape[1]), filled.columns)
axes.set_yticks(range(filled.shape[0]), filled.index)
axes.tick_params(length=0)
axes.spines[:].set_visible(False)
axes.set_title("Share of records with a valid value")
plt.show()

everywhere = filled.index[filled.notna().all(axis=1)]
named = f" ({in_words([f'`{name}`' for name in everywhere])})" if len(everywhere) else ""
say(f"Every source delivers {len(everywhere)} of the {len(filled)} attributes{named}: no single attribute can "
    "tell the customers apart, so the evidence of all has to be added up.")

# %%
failed = ask("SELECT rule, severity, source, rows_failed FROM rule_result WHERE rows_failed > 0")
checks = ask_one("SELECT count(DISTINCT rule) AS rules, sum(rows_checked)::BIGINT AS checked FROM rule_result")
by_rule = failed.pivot(index=["rule", "severity"], columns="source", values="rows_failed")
by_rule = by_rule.loc[by_rule.sum(axis=1).sort_values(kind="stable").index].tail(12).fillna(0)

figure, axes = plt.subplots(figsize=(8, 0.42 * len(by_rule) + 1.2))
left = np.zeros(len(by_rule))
for name, colour in zip(by_rule.columns, [BLUE, ORANGE, GREEN, RED, GREY]):
    labels = [f"{rule} ({severity})" for rule, severity in by_rule.index]
    axes.barh(labels, by_rule[name], left=left, color=colour, label=name)
    left += by_rule[name].values
axes.xaxis.set_major_formatter(COUNT)
axes.set_title("Records that failed a rule, by source")
axes.legend(title="source")
plt.show()

worst = failed.groupby("source").rows_failed.sum().sort_values(kind="stable")
say(f"Of {checks.checked:,} checks by {checks.rules:,} rules, {failed.rows_failed.sum():,} failed, "
    f"{worst.iloc[-1] / worst.sum():.0%} of them in `{worst.index[-1]}`, and "
    f"{failed[failed.severity.isin(['error', 'block'])].rows_failed.sum():,} were severe enough to reject a record.")

# %% [markdown]
# ## 2. What the matcher learned
#
# Nobody told Aurum which records belong together. It compares two records attribute by attribute, each in a few
# **levels** (*exact*, *typo*, ... *different*), and estimates for each level how probable it is among two records
# of one customer (*m*) and among two of different customers (*u*).
#
# **How to read bits.** A level weighs log2(*m* / *u*) bits. Each bit doubles the odds that two records are one customer, each
# bit below zero halves them: +10 bits make a match about a thousand times likelier. Bits add up over the attributes,
# starting from the prior, which is far below zero because two records picked at random are hardly ever one customer. At a sum of
# 0 the odds are even.

# %%
levels = ask("""
    SELECT attribute, level, level_number, weight_bits
    FROM match_model WHERE given_level = '(any)' ORDER BY attribute_number, level_number""")
prior = ask_one("""
    SELECT any_value(prior_bits) AS bits, count(DISTINCT prior_bits) AS n FROM match_pair
    WHERE weighed_against = 'chance'""")
assert prior.n == 1, "one run has one prior against chance"

attributes = levels.attribute.unique()
columns = 3
rows = -(-len(attributes) // columns)
figure, panels = plt.subplots(rows, columns, figsize=(11, 2 * rows), sharex=True)
for axes, name in zip(panels.flat, attributes):
    part = levels[levels.attribute == name]
    axes.barh(part.level, part.weight_bits, color=[BLUE if bits > 0 else RED for bits in part.weight_bits])
    axes.axvline(0, color="black", linewidth=0.8)
    axes.invert_yaxis()
    axes.set_title(name)
for axes in panels.flat[len(attributes):]:
    axes.set_visible(False)
for axes in panels.flat[max(0, len(attributes) - columns):len(attributes)]:
    axes.tick_params(labelbottom=True)
    axes.set_xlabel("bits")
figure.suptitle("Evidence of each comparison level, bits", x=0.01, ha="left")
plt.show()

strongest = levels.loc[levels[levels.level_number == 0].weight_bits.idxmax()]
against = levels.loc[levels.weight_bits.idxmin()]
say(f"Agreement in `{strongest.attribute}` says most for a match ({strongest.weight_bits:+.1f} bits, odds times "
    f"{2 ** strongest.weight_bits:,.0f}); the level *{against.level}* of `{against.attribute}` says most against it "
    f"({against.weight_bits:+.1f} bits).")

# %%
exact = levels[levels.level_number == 0].set_index("attribute").weight_bits
steps = ["given_name", "family_name", "birth_date"]
sums = prior.bits + exact[steps].cumsum()
sums = np.array([prior.bits, *sums])
probability = 1 / (1 + 2.0 ** -sums)
show(pd.DataFrame({
    "evidence": ["prior"] + [f"+ equal {name}" for name in steps],
    "bits": [prior.bits, *exact[steps]],
    "sum": sums,
    "match_probability": probability,
}), match_probability="{:.3%}")

dependent = ask("""
    SELECT DISTINCT attribute, given_attribute FROM match_model
    WHERE given_level <> '(any)' ORDER BY attribute, given_attribute""")
say(f"By these figures an equal name makes a match {probability[2]:.0%} probable, an equal birth date on top of it "
    f"{probability[3]:.3%}. (Real pairs are weighed finer: a rare name weighs more than a common one, and "
    f"{len(dependent)} attributes depend on another, as `{dependent.attribute.iloc[0]}` on "
    f"`{dependent.given_attribute.iloc[0]}`, so that nothing is counted twice; `match_model` has those weights too.)")

# %% [markdown]
# ## 3. How many customers the records make

# %%
customers = ask("SELECT * FROM customer ORDER BY customer_id")
tail = 8
size = customers.records.clip(upper=tail)
label = {n: f"{n}+" if n == tail else str(n) for n in range(1, tail + 1)}
by_size = customers.groupby(size).agg(customers=("customer_id", "size"), records=("records", "sum")) \
    .reindex(range(1, tail + 1), fill_value=0)

figure, axes = plt.subplots(figsize=(8, 3.6))
at = np.arange(len(by_size))
axes.bar(at - 0.2, by_size.customers / by_size.customers.sum(), 0.4, color=BLUE, label="share of customers")
axes.bar(at + 0.2, by_size.records / by_size.records.sum(), 0.4, color=ORANGE, label="share of records")
axes.set_xticks(at, [label[n] for n in by_size.index])
axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
axes.set_xlabel("records of the customer")
axes.set_title("Customers by the number of their records")
axes.legend()
plt.show()

say(f"{run.records:,} records make {run.customers:,} customers, {run.records / run.customers:.1f} records each: "
    f"{run.singletons / run.customers:.0%} of the customers have a single record, half have at most {run.size_p50}, "
    f"99% at most {run.size_p99}, and the largest has {run.size_max}.")

# %%
pairs = ask("""
    SELECT floor(weight_bits * 2) / 2 AS bits, decision, count(*) AS pairs
    FROM match_pair GROUP BY ALL ORDER BY bits""").pivot(index="bits", columns="decision", values="pairs").fillna(0)
threshold = run.link_threshold_bits

figure, axes = plt.subplots(figsize=(9, 3.8))
bottom = np.zeros(len(pairs))
for decision, colour in {"link": BLUE, "forced": GREEN, "review": ORANGE, "forbidden": RED}.items():
    if decision in pairs:
        axes.bar(pairs.index, pairs[decision], 0.5, align="edge", bottom=bottom, color=colour, label=decision)
        bottom += pairs[decision].values
axes.axvline(threshold, color="black", linewidth=1, linestyle="--")
axes.annotate("link threshold", (threshold, axes.get_ylim()[1] * 0.95), xytext=(6, 0),
              textcoords="offset points", va="top")
axes.yaxis.set_major_formatter(COUNT)
axes.set_xlabel("weight of the pair, bits (bars of half a bit)")
axes.set_ylabel("pairs of records")
axes.set_title("Pairs above the review threshold, by weight and decision")
axes.legend(title="decision")
plt.show()

decided = ask_one(f"""
    SELECT count(*) FILTER (decision IN ('link', 'forced')) AS joined,
           count(*) FILTER (decision = 'review') AS review,
           count(*) FILTER (decision = 'review' AND weight_bits >= {threshold}) AS apart,
           count(*) FILTER (decision = 'link' AND weight_bits < {threshold} + 5) AS close
    FROM match_pair""")
say(f"{decided.joined:,} pairs are links, {decided.close:,} of them within 5 bits of the threshold; "
    f"{decided.review:,} are left for review, of which {decided.apart:,} reach the threshold but stay apart "
    "because the records on both sides, taken together, do not. The model itself expects "
    f"{run.expected_precision_rate:.1%} of the linked pairs to be right.")

# %% [markdown]
# Comparing every record with every other one is out of reach, so only records that share a **blocking key** are compared.
# Keys that too many records share (the commonest names, whole cities) are given up; `blocking_audit` says what that may cost.

# %%
audit = ask("SELECT * FROM blocking_audit ORDER BY blocking_key")
found = audit.nlargest(10, "candidate_pairs").iloc[::-1]
lost = audit[audit.estimated_recall_lost_rate > 0].nlargest(10, "estimated_recall_lost_rate").iloc[::-1]

figure, (left_axes, right_axes) = plt.subplots(1, 2, figsize=(12, 3.8))
left_axes.barh(found.blocking_key, found.candidate_pairs, color=BLUE)
left_axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / 1e3:,.0f}k"))
left_axes.set_title("Pairs compared, by the key that found them first")
right_axes.barh(lost.blocking_key, lost.estimated_recall_lost_rate, color=RED)
right_axes.xaxis.set_major_formatter(PercentFormatter(1, 1))
right_axes.set_title("Estimated share of true pairs lost")
plt.show()

all_pairs = run.records * (run.records - 1) // 2
compared = audit.candidate_pairs.sum()
given_up = math.fsum(audit.estimated_recall_lost_rate)
say(f"{len(audit)} kinds of keys led to {compared:,} comparisons, {compared / all_pairs:.1%} of the "
    f"{all_pairs:,} that are possible; the blocks given up cost at most {given_up:.1%} of the true pairs by "
    "the model's estimate" + (f", most of it at `{lost.blocking_key.iloc[-1]}`." if len(lost) else "."))

# %% [markdown]
# ## 4. The golden customers
#
# `customer` has one row per golden customer: for each attribute the value that survived, masked where it is a direct
# identifier. `pii_inventory` says how each column is protected.

# %%
show(ask("""
    SELECT protection, pii_class, count(*) AS columns,
           string_agg(column_name, ', ' ORDER BY column_name) AS which
    FROM pii_inventory WHERE table_name = 'customer' GROUP BY ALL ORDER BY protection, pii_class"""))

# %%
country = customers.country.fillna("unknown").value_counts()
country = pd.concat([country.drop("unknown", errors="ignore").head(9), country[country.index == "unknown"]])
kinds = customers.profile_kind.value_counts()
crossed = customers.groupby(["sources", "profile_kind"]).size().unstack(fill_value=0)[kinds.index]
kind_colours = dict(zip(kinds.index, [BLUE, ORANGE, GREEN]))

figure, (left_axes, middle_axes, right_axes) = plt.subplots(1, 3, figsize=(12, 3.8))
left_axes.bar(country.index, country, color=[GREY if name == "unknown" else BLUE for name in country.index])
left_axes.set_title("By country")
left_axes.tick_params(axis="x", rotation=45)
bottom = np.zeros(len(crossed))
for kind in crossed:
    middle_axes.bar(crossed.index.astype(str), crossed[kind], bottom=bottom, color=kind_colours[kind], label=kind)
    bottom += crossed[kind].values
middle_axes.set_title("By number of sources")
middle_axes.set_xlabel("sources that know the customer")
middle_axes.legend()
presence = customers.source_names.str.get_dummies(",").sum().sort_values(kind="stable")
right_axes.barh(presence.index, presence, color=BLUE)
right_axes.set_title("By source that knows them")
for axis in (left_axes.yaxis, middle_axes.yaxis, right_axes.xaxis):
    axis.set_major_formatter(COUNT)
plt.show()

several = (customers.sources > 1).mean()
home = customers.country.value_counts()
say(f"{in_words([f'{n:,} are of kind *{kind}*' for kind, n in kinds.items()])}; {several:.0%} of the customers "
    f"are known to more than one source; {home.idxmax()} is the commonest country with {home.max():,}, and for "
    f"{customers.country.isna().mean():.0%} no record tells the country.")

# %%
known = ask("""
    SELECT attribute, sum(round(completeness_rate * rows))::BIGINT AS records
    FROM column_profile GROUP BY attribute ORDER BY attribute""").set_index("attribute") / sources.records.sum()
known["customers"] = [customers[name].notna().mean() for name in known.index]
known = known.sort_values("customers", kind="stable")

figure, axes = plt.subplots(figsize=(8, 5))
axes.hlines(known.index, known.records, known.customers, color=GREY, linewidth=1.5)
axes.scatter(known.records, known.index, color=ORANGE, label="records", zorder=2)
axes.scatter(known.customers, known.index, color=BLUE, label="golden customers", zorder=2)
axes.xaxis.set_major_formatter(PercentFormatter(1, 0))
axes.set_xlim(-0.02, 1.02)
axes.set_title("Share with a value: records against the golden customers they make")
axes.legend(loc="lower right")
plt.show()

gain = (known.customers - known.records).sort_values(kind="stable")
most = known.loc[gain.index[-1]]
anonymous = customers[customers.profile_kind == "anonymous"]
say(f"A golden customer knows {known.customers.sum():.1f} attributes where a record knows {known.records.sum():.1f}; "
    f"`{most.name}` gains most, from {most.records:.0%} of the records to {most.customers:.0%} of the customers. "
    f"Anonymous visitors, of whom little can be known, are {len(anonymous) / len(customers):.0%} of the customers "
    f"but {anonymous.records.sum() / run.records:.0%} of the records.")

# %%
age_days = (run.as_of.tz_localize("UTC") - customers.last_seen).dt.days
quarter = customers.last_seen.dt.tz_localize(None).dt.to_period("Q")
by_quarter = customers.groupby([quarter, "profile_kind"]).size().unstack(fill_value=0)[kinds.index]
by_quarter = by_quarter.reindex(pd.period_range(quarter.min(), quarter.max(), freq="Q"), fill_value=0)

figure, axes = plt.subplots(figsize=(9, 3.6))
bottom = np.zeros(len(by_quarter))
for kind in by_quarter:
    axes.bar(by_quarter.index.astype(str), by_quarter[kind], bottom=bottom, color=kind_colours[kind], label=kind)
    bottom += by_quarter[kind].values
axes.yaxis.set_major_formatter(COUNT)
axes.tick_params(axis="x", rotation=45)
axes.set_title("Customers by the quarter of their latest record")
axes.legend()
plt.show()

fresh = {days: (age_days <= days).mean() for days in (90, 365)}
say(f"The latest record of a customer is {age_days.median():,.0f} days old in the median; {fresh[90]:.0%} of the "
    f"customers were heard of in the last 90 days, {fresh[365]:.0%} within a year.")

# %% [markdown]
# ## 5. Where to look next
#
# `table_catalog` describes every table and column of the suite. These are the published ones.

# %%
catalog = ask("""
    SELECT table_name AS "table", grain AS one_row_is, table_description AS what_it_is_for,
           count(*) AS columns, written_by
    FROM table_catalog WHERE store = 'result' GROUP BY ALL ORDER BY table_name""")
show(catalog)

unpublished = ask("SELECT DISTINCT table_name, store FROM table_catalog WHERE store <> 'result' ORDER BY table_name")
say(f"{len(catalog)} tables are published. {len(unpublished)} more hold state or are expanded on demand "
    f"({in_words([f'`{name}`' for name in unpublished.table_name])}): they stay in the lake, with the personal data. "
    "`aurum why <customer or record>` shows the evidence behind one customer, `aurum evaluate` measures against "
    "known truth, and `aurum tables` lists this catalogue.")
