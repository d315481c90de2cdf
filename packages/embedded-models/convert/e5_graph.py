"""Writes multilingual-e5-small as an ONNX graph: token ids and mask in, unit vectors out.

Word embeddings keep their 4 bits. The other matrices become 8-bit integers with one scale per output column and inputs
quantised at run time. Weights use 7 of the 8 bits, because the integer product of processors without VNNI adds pairs in
16 bits and would overflow (`reduce_range` of ONNX Runtime).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from e5_weights import Blocks, Floats, Weights

OPSET = 21
IR_VERSION = 10
MICROSOFT = "com.microsoft"
WEIGHT_LIMIT = 63
MASKED = -1e9


def quantize_columns(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Integers and one scale per column, so that `integers * scales` is about `matrix`."""
    largest = np.abs(matrix).max(axis=0)
    scales = (np.where(largest == 0, 1, largest) / WEIGHT_LIMIT).astype(np.float32)
    integers = np.clip(np.rint(matrix / scales), -WEIGHT_LIMIT, WEIGHT_LIMIT)
    return integers.astype(np.int8), scales


class GraphBuilder:
    """Collects nodes and constants; every method returns the name of a value."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, TensorProto] = {}

    def constant(self, name: str, values: NDArray) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.asarray(values, order="C"), name)
        return name

    def nibbles(self, name: str, packed: NDArray[np.uint8], shape: Sequence[int]) -> str:
        tensor = TensorProto(name=name, data_type=TensorProto.UINT4, raw_data=packed.tobytes())
        tensor.dims.extend(shape)
        self.constants[name] = tensor
        return name

    def node(self, operator: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object) -> list[str]:
        names = [f"v{len(self.nodes)}_{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, domain=domain, **attributes))
        return names

    def value(self, operator: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        return self.node(operator, *inputs, domain=domain, **attributes)[0]

    def integers(self, name: str, *values: int) -> str:
        return self.constant(name, np.array(values, np.int64))


class E5Graph:
    """The encoder, layer by layer."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.shape = weights.shape
        self.graph = GraphBuilder()

    def model(self) -> onnx.ModelProto:
        graph = self.graph
        mask = graph.value("Cast", "attention_mask", to=TensorProto.FLOAT)
        bias = self._attention_bias(mask)
        hidden = self._embeddings()
        for layer in range(self.shape.layers):
            hidden = self._layer(hidden, bias, f"l{layer}.")
        graph.nodes.append(self._output(hidden, mask))
        ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"]) for name in INPUTS]
        vectors = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["texts", self.shape.hidden])
        body = helper.make_graph(graph.nodes, "e5", ids, [vectors], list(graph.constants.values()))
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(body, opset_imports=opsets, ir_version=IR_VERSION)

    def _attention_bias(self, mask: str) -> str:
        """0 where a token may be looked at, hugely negative where it is padding: (texts, 1, 1, tokens)."""
        graph = self.graph
        absent = graph.value("Sub", graph.constant("one", np.float32(1)), mask)
        bias = graph.value("Mul", absent, graph.constant("masked", np.float32(MASKED)))
        return graph.value("Unsqueeze", bias, graph.integers("axes_1_2", 1, 2))

    def _embeddings(self) -> str:
        """Word, position and type embeddings, normalised. Padding stands on the right, so positions count from 0."""
        graph, weights, shape = self.graph, self.weights, self.shape
        words = self._word_embeddings(weights.blocks("emb.word", shape.vocabulary, shape.hidden))
        places = weights.floats("emb.pos").reshape(shape.positions, shape.hidden)
        places = places + weights.floats("emb.type").reshape(-1, shape.hidden)[0]
        size = graph.value("Gather", graph.value("Shape", "input_ids"), graph.constant("axis_1", np.int64(1)))
        zero, one = graph.constant("from_0", np.int64(0)), graph.constant("by_1", np.int64(1))
        positions = graph.value("Gather", graph.constant("positions", places), graph.value("Range", zero, size, one))
        return self._normalized(graph.value("Add", words, positions), "emb.ln.w", "emb.ln.b")

    def _word_embeddings(self, blocks: Blocks) -> str:
        rows, columns = blocks.nibbles.shape
        count = blocks.scales.shape[1]
        packed = blocks.nibbles[:, 0::2] | (blocks.nibbles[:, 1::2] << 4)
        zeros = np.full((rows, (count + 1) // 2), 0x88, np.uint8)
        return self.graph.value(
            "GatherBlockQuantized",
            self.graph.nibbles("words", packed, (rows, columns)),
            "input_ids",
            self.graph.constant("word_scales", blocks.scales),
            self.graph.nibbles("word_zeros", zeros, (rows, count)),
            domain=MICROSOFT,
            block_size=columns // count,
            gather_axis=0,
            quantize_axis=1,
        )

    def _layer(self, hidden: str, bias: str, prefix: str) -> str:
        """Self-attention and feed-forward network, each with its residual sum and normalisation (BERT)."""
        graph, size, inner = self.graph, self.shape.hidden, self.shape.feed_forward
        attended = self._linear(self._attention(hidden, bias, prefix), prefix + "ao", size, size)
        hidden = self._normalized(graph.value("Add", hidden, attended), prefix + "aln.w", prefix + "aln.b")
        raised = graph.value("Gelu", self._linear(hidden, prefix + "fi", inner, size), domain=MICROSOFT)
        lowered = self._linear(raised, prefix + "fo", size, inner)
        return self._normalized(graph.value("Add", hidden, lowered), prefix + "oln.w", prefix + "oln.b")

    def _attention(self, hidden: str, bias: str, prefix: str) -> str:
        graph, size, heads = self.graph, self.shape.hidden, self.shape.heads
        width = size // heads
        split, joined = graph.integers("split", 0, 0, heads, width), graph.integers("joined", 0, 0, size)

        def by_head(name: str, order: list[int]) -> str:
            projected = graph.value("Reshape", self._linear(hidden, prefix + name, size, size), split)
            return graph.value("Transpose", projected, perm=order)

        scale = graph.constant("attention_scale", np.float32(1 / np.sqrt(width)))
        products = graph.value("MatMul", by_head("q", [0, 2, 1, 3]), by_head("k", [0, 2, 3, 1]))
        scores = graph.value("Add", graph.value("Mul", products, scale), bias)
        mixed = graph.value("MatMul", graph.value("Softmax", scores, axis=-1), by_head("v", [0, 2, 1, 3]))
        return graph.value("Reshape", graph.value("Transpose", mixed, perm=[0, 2, 1, 3]), joined)

    def _linear(self, value: str, name: str, rows: int, columns: int) -> str:
        """`value @ weights + bias` in 8-bit integers."""
        graph = self.graph
        integers, scales = quantize_columns(self.weights.blocks(name + ".w", rows, columns).dequantized().T)
        quantized, input_scale, zero = graph.node("DynamicQuantizeLinear", value, outputs=3)
        weight = graph.constant(name + ".w", integers)
        none = graph.constant(name + ".zero", np.zeros(rows, np.int8))
        product = graph.value("Cast", graph.value("MatMulInteger", quantized, weight, zero, none), to=TensorProto.FLOAT)
        scale = graph.value("Mul", input_scale, graph.constant(name + ".scale", scales))
        return graph.value("Add", graph.value("Mul", product, scale), self._floats(name + ".b"))

    def _normalized(self, value: str, weight: str, bias: str) -> str:
        parameters = (self._floats(weight), self._floats(bias))
        return self.graph.value("LayerNormalization", value, *parameters, axis=-1, epsilon=self.shape.epsilon)

    def _floats(self, name: str) -> str:
        return self.graph.constant(name, self.weights.floats(name))

    def _output(self, hidden: str, mask: str) -> onnx.NodeProto:
        """Mean over the tokens that are no padding, brought to length 1."""
        graph = self.graph
        weights = graph.value("Unsqueeze", mask, graph.integers("last_axis", -1))
        axis = graph.integers("axes_1", 1)
        total = graph.value("ReduceSum", graph.value("Mul", hidden, weights), axis, keepdims=0)
        mean = graph.value("Div", total, graph.value("ReduceSum", weights, axis, keepdims=0))
        return helper.make_node("LpNormalization", [mean], [OUTPUT], axis=-1, p=2)


INPUTS = ("input_ids", "attention_mask")
OUTPUT = "sentence_embedding"
