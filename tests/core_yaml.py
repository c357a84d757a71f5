"""YAML as editors of text read it: YAML 1.2's core schema, in which words may be numbers, truth values or nothing."""

import re
from typing import Any

import yaml


class _Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        made: dict[Any, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in made:
                raise yaml.YAMLError("twice the same name, or a name that is no text")
            made[key.value] = self.construct_object(value, deep=True)
        return made


_WORDS = {
    "null": (r"^(?:~|null|Null|NULL|)$", lambda text: None),
    "bool": (r"^(?:true|True|TRUE|false|False|FALSE)$", lambda text: text.lower() == "true"),
    "int": (r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$",
            lambda text: int(text, 0 if text[:2] in ("0x", "0o") else 10)),
    "float": (r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf)|\.(?:nan|NaN))$",
              lambda text: float(text.replace(".inf", "inf").replace(".nan", "nan"))),
}  # fmt: skip
for _name, (_pattern, _value) in _WORDS.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(_pattern), None)
    _Loader.add_constructor(
        f"tag:yaml.org,2002:{_name}", lambda loader, node, value=_value: value(loader.construct_scalar(node))
    )


def read_core_yaml(text: str) -> Any:
    """The document in `text`.

    Raises:
        yaml.YAMLError: it is no YAML, or has a name twice.
    """
    return yaml.load(text, _Loader)
