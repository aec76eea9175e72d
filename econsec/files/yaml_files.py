"""Read YAML that people write: each key once, nothing that unfolds without end, and where each part stands."""

import yaml

LARGEST = 2_000_000  # bytes of a file
MOST = 200_000  # parts of a file, with all that is referred to
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, ten times as fast, where PyYAML has it


class YamlError(ValueError):
    """A file that is no YAML, or that says two things at once; the message begins with the line, where one is known."""


def read(content, loader=LOADER):
    """Return what a YAML file in UTF-8 says, and the node of its root, which knows the lines.

    Raises YamlError.
    """
    if len(content) > LARGEST:
        raise YamlError(f"{len(content):,} bytes; at most {LARGEST:,}")
    try:
        text = content.decode("utf-8-sig")
        reader = loader(text)
        try:
            root = reader.get_single_node()
            if root is not None:
                _size(root, {})
            return (reader.construct_document(root) if root is not None else None), root
        finally:
            reader.dispose()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlError(f"line {line}: byte {content[error.start]:#04x} is not UTF-8; right: saved as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(f"{f'line {mark.line + 1}: ' if mark else ''}{error.problem or error.context}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlError(" ".join(str(error).split())) from None
    except RecursionError:
        raise YamlError("lists within lists without end") from None


def _size(node, sizes):
    """Return how many parts a node has with all that it refers to; fail where that has no end, or a key stands twice."""
    if id(node) in sizes:
        if sizes[id(node)] is None:
            raise YamlError(f"line {node.start_mark.line + 1}: a part that contains itself")
        return sizes[id(node)]
    sizes[id(node)] = None
    children = []
    if isinstance(node, yaml.MappingNode):
        children = [part for pair in node.value for part in pair]
        keys = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for place, key in enumerate(keys):
            if any(key.value == other.value for other in keys[:place]):
                raise YamlError(f"line {key.start_mark.line + 1}: {key.value!r} stands twice; a key stands once")
    elif isinstance(node, yaml.SequenceNode):
        children = node.value
    total = 1 + sum(_size(child, sizes) for child in children)
    if total > MOST:
        raise YamlError(f"line {node.start_mark.line + 1}: more than {MOST:,} parts, with all that is referred to")
    sizes[id(node)] = total
    return total
