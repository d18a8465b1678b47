"""Why mentions are one node and why others are not: the lines of `kg show NAME --why`, and what a person corrected."""

from __future__ import annotations

from kg import api
from kg.cli.messages import say
from kg.model import Corrected, Identity, Node, SharedKey

_MOST = 8  # documents named for one key


def why_lines(graph: api.Graph, node: Node) -> list[str]:
    """The keys that its mentions share, then what is nearly the same and stayed apart."""
    identity = next((i for i in graph.knowledge.identities if i.iri == node.iri), None)
    lines = ["", say("why-one")]
    lines += _shared(identity, graph) if identity else [f"  {say('why-single', count=len(node.documents))}"]
    found = graph.near(node)
    if found:
        lines += ["", f"{say('why-apart')} ({len(found)})"]
    for x in found:
        lines += [
            f"  {x.node.label}  {x.node.type}  {x.node.iri}",
            f"      {say(f'apart-{x.reason}', words=x.words or say('none'))}",
        ]
    return lines


def why_object(graph: api.Graph, node: Node) -> dict[str, object]:
    identity = next((i for i in graph.knowledge.identities if i.iri == node.iri), None)
    keys = identity.keys if identity else ()
    return {
        "keys": [{"kind": k.kind, "value": k.value, "area": k.area, "mentions": list(k.mentions)} for k in keys],
        "joins": list(identity.joins) if identity else [],
        "apart": [{"id": x.node.iri, "label": x.node.label, "reason": x.reason, "words": x.words} for x in graph.near(node)],
    }  # fmt: skip


def correction_lines(graph: api.Graph, node: Node) -> list[str]:
    """What a person said about the node, with author, date and reason."""
    found = corrections_of(graph, node)
    return ["", f"{say('corrections')} ({len(found)})", *map(_correction, found)] if found else []


def corrections_of(graph: api.Graph, node: Node) -> list[Corrected]:
    return [c for c in graph.knowledge.corrections if node.iri in c.targets]


def correction_object(done: Corrected) -> dict[str, object]:
    c = done.correction
    return {"kind": c.kind, "author": c.author, "date": c.date, "reason": c.reason, "applied": not done.fault}


def _correction(done: Corrected) -> str:
    c = done.correction
    about = c.indicator or c.predicate
    words = " ".join(w for w in (c.entity.name, about, c.other.name if c.other else "", c.value) if w)
    return f"  {c.kind}: {words} — {c.author}, {c.date}: {c.reason}" + (f" [{done.fault}]" if done.fault else "")


def _shared(identity: Identity, graph: api.Graph) -> list[str]:
    lines = []
    for key in identity.keys:
        names = sorted({name for _, name in key.mentions})
        documents = sorted({document for document, _ in key.mentions})
        shown = ", ".join(documents[:_MOST]) + (f" … ({len(documents)})" if len(documents) > _MOST else "")
        lines += [f"  {_key(key, graph)}", f"      {'、'.join(names)} — {shown}"]
    return lines + [f"  {say(f'join-{kind}', words=words)}" for kind, words in identity.joins]


def _key(key: SharedKey, graph: api.Graph) -> str:
    area = f"{graph.area_name(key.area)} {key.area}".strip() or say("whole-country")
    return say(f"key-{key.kind}", value=key.value, area=area)
