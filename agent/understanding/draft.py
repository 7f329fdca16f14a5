"""The profile while one message is being read: slots are set with the words that said them, then it is frozen again."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any, Literal

from agent.events import Change
from agent.understanding.scene import Scene
from tools.profile import Profile, Said, Workload

State = Literal["said", "unknown", "skipped", "refused"]
# slots whose ``said`` entries are also the memory of amounts without a slot of their own ("200 users"): several
# stand side by side
VOLUME = "tokens_per_day"


class Draft:
    """Changes to a profile, in order. Slots are named as in the public interface."""

    def __init__(self, profile: Profile, scene: Scene, turn: int) -> None:
        self.data: dict[str, Any] = profile.model_dump()
        self.data["workloads"] = list(self.data["workloads"])
        self.said: list[Said] = list(profile.said)
        self.scene, self.turn = scene, turn
        self.changes: list[Change] = []
        self.asked = ""  # the slot that the advisor has just asked for
        self.scope = ""  # "workloads[1]." while rules are read that bind this workload only

    def copy(self) -> Draft:
        """One that can be tried out and thrown away."""
        other = copy.copy(self)
        other.become(self)
        return other

    def become(self, other: Draft) -> None:
        """Takes over all that another draft of the same message holds."""
        self.data = copy.deepcopy(other.data)
        self.said, self.changes = list(other.said), list(other.changes)

    # ------------------------------------------------------------ reading
    @property
    def workloads(self) -> list[dict[str, Any]]:
        return self.data["workloads"]  # type: ignore[no-any-return]

    def get(self, slot: str) -> Any:
        """The value at a slot, None where there is none."""
        slot = self._scoped(slot)
        if slot.startswith("workloads["):
            index, _, path = slot[10:].partition("].")
            node: Any = self.workloads[int(index)] if int(index) < len(self.workloads) else None
        else:
            section, _, path = slot.partition(".")
            node = self.data[section]
        for key in path.split("."):
            node = node.get(key) if isinstance(node, dict) else None
        return node

    def words_of(self, slot: str) -> list[Said]:
        return [x for x in self.said if x.slot == slot and x.state == "said"]

    def _scoped(self, slot: str) -> str:
        return self.scope + slot if self.scope and slot.startswith("regulation.") else slot

    # ------------------------------------------------------------ writing
    def workload(self, name: str, **known: Any) -> int:
        """Adds a workload; its number."""
        self.workloads.append(Workload(name=self.free_name(name), **known).model_dump())
        return len(self.workloads) - 1

    def free_name(self, name: str) -> str:
        taken = {w["name"] for w in self.workloads}
        return name if name not in taken else next(n for i in range(2, 99) if (n := f"{name} {i}") not in taken)

    def put(self, slot: str, value: Any) -> None:
        """Sets a slot without a record of who said it (derived values)."""
        slot = self._scoped(slot)
        section, _, path = slot.partition(".")
        node: Any = self.data[section] if not section.startswith("workloads[") else self.workloads[int(section[10:-1])]
        *parents, last = path.split(".")
        for key in parents:
            if node[key] is None:
                node[key] = {"regimes": None, "region": None, "air_gapped": None, "third_party": None, "hosting": None}
            node = node[key]
        node[last] = value

    def set(
        self, slot: str, value: Any, at: tuple[int, int], *, shown: str = "", low: float | None = None, high: float | None = None,  # noqa: E501
        currency: str | None = None, state: State = "said", keep: bool = False,
    ) -> None:  # fmt: skip
        """Sets a slot from the tokens ``at``. ``keep``: earlier words of this slot stay beside the new ones
        (memory)."""
        slot = self._scoped(slot)
        start, end = self.scene.span(*at)
        words = self.scene.message[start:end]
        if value is not None or state != "said":
            self.put(slot, value)
        if not keep:
            self.said = [x for x in self.said if x.slot != slot]
        self.said = [x for x in self.said if not (x.slot == slot and x.words == words)]
        self.said.append(
            Said(slot=slot, words=words, message=self.turn, low=low, high=high, currency=currency, state=state)
        )
        self.changes = [c for c in self.changes if c.slot != slot or keep]
        self.changes.append(Change(slot, value, words, start, end, shown, low, high, currency, state))

    def forget(self, slot: str) -> None:
        """Takes a slot back, and the words that set it."""
        self.put(slot, None)
        self.said = [x for x in self.said if x.slot != slot]

    def reshow(self, slot: str, value: Any, shown: str, low: float | None, high: float | None) -> None:
        """The newest change of a slot gets its derived value and arithmetic; one is made from the memory when
        none is there."""
        for i in range(len(self.changes) - 1, -1, -1):
            if self.changes[i].slot == slot:
                self.changes[i] = replace(self.changes[i], value=value, shown=shown, low=low, high=high)
                break
        for i in range(len(self.said) - 1, -1, -1):
            if self.said[i].slot == slot:
                self.said[i] = self.said[i].model_copy(update={"low": low, "high": high})
                break

    def derive(
        self, slot: str, value: Any, at: tuple[int, int], shown: str, low: float | None, high: float | None
    ) -> None:
        """A change that follows from other words than the slot's own: shown, but not said."""
        start, end = self.scene.span(*at)
        self.changes.append(Change(slot, value, self.scene.message[start:end], start, end, shown, low, high))

    def profile(self) -> Profile:
        return Profile.model_validate(
            self.data | {"workloads": tuple(self.workloads), "said": tuple(x.model_dump() for x in self.said)}
        )
