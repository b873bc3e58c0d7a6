"""Figures of quality against their floors and ceilings."""

from benchmarks.quality import below, table

NOTED = {
    "quotes": {
        "joint_F1": {"figure": 0.9, "floor": 0.8, "peer": ""},
        "spk_ece": {"figure": 0.03, "ceiling": 0.05, "peer": ""},
    }
}


def measured(joint: float, error: float) -> dict[str, dict[str, float]]:
    return {"quotes": {"joint_F1": joint, "spk_ece": error, "broken_evidence": 0}}


def test_a_figure_below_its_floor_or_above_its_ceiling_counts_as_fallen() -> None:
    assert below(measured(0.8, 0.05), NOTED) == []
    assert below(measured(0.79, 0.05), NOTED) == ["quotes joint_F1: 0.790 is below 0.800"]
    assert below(measured(0.9, 0.06), NOTED) == ["quotes spk_ece: 0.060 is above 0.050"]
    assert len(below({"quotes": {**measured(0.9, 0.0)["quotes"], "broken_evidence": 1}}, NOTED)) == 1


def test_the_table_tells_a_ceiling_from_a_floor() -> None:
    assert "| wide | quotes | spk_ece | 0.030 | at most 0.050 |" in table({"wide": NOTED})
