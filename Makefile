# Tilldesk. Two commands for a newcomer: `make demo` and `make test`. The others are for daily work.

SHELL := /bin/bash
CHECKS := --explicit-target-dependency-import-check error
BUILD_PACKAGES := libncursesw5-dev libsodium-dev libsqlite3-dev libtomlplusplus-dev pkg-config
TEST_PACKAGES := tmux screen openssh-client zsh
# Not installed by make: Debian starts it at once, and that is for the owner of a machine to decide.
SSH_SERVER := /usr/sbin/sshd
BENCH_PACKAGES := git less
# What the desk is measured beside; one that cannot be installed is left out, and said so.
PEER_PACKAGES := fzf htop mc neomutt tig
PREFIX ?= /usr/local
# Tests that wait for a network or for child processes, and those that use every core, have runs of their own: they would
# keep each other from the threads and the time that they need.
NETWORK_TESTS := ^(FaultMatrixTests|ProviderClientTests|ProviderSandboxTests|SupportDeskTests|TilldeskTests)\.
PROCESS_TESTS := ^(AttackTests|ProgramTests|CommandTests|SurvivalTests|TerminalCheckTests)\.
SIMULATION_TESTS := ^SimulationTests\.
QUICK_TESTS := ^(PaymentsTests|HostTests|JSONTests|JournalTests|SettingsTests|TilldeskCryptoTests|TextSafetyTests|TerminalTests|TerminalViewsTests|ViewModelsTests|PlainViewsTests|DeskAppTests|TidyTests)\.

# Warnings of our own targets are errors here; packages that depend on the library do not inherit this.
export TILLDESK_STRICT := 1

.PHONY: demo test check shape attack faults conformance terminal-check simulate fuzz gallery build release check-versions versions bench bench-record install format lint pictures build-packages test-packages bench-packages

demo: build-packages
	@echo "==> Building Tilldesk (the first time takes a few minutes: the network and database libraries are built too)"
	@swift build --product tilldesk $(CHECKS)
	@echo "==> Opening the desk on the simulated providers; no real money, no network"
	@"$$(swift build --show-bin-path)/tilldesk" demo

test: test-packages
	@echo "==> Building Tilldesk and its tests (the first time takes a few minutes)"
	@swift build --build-tests $(CHECKS)
	@echo "==> Running the tests of values, records and screens"
	@./Makefile.d/run-tests --skip '$(NETWORK_TESTS)' --skip '$(SIMULATION_TESTS)' --skip '$(PROCESS_TESTS)' $(CHECKS)
	@echo "==> Running the tests over HTTP"
	@./Makefile.d/run-tests --filter '$(NETWORK_TESTS)' $(CHECKS)
	@echo "==> Running the simulation"
	@./Makefile.d/run-tests --filter '$(SIMULATION_TESTS)' $(CHECKS)
	@echo "==> Building a package that uses the library, and letting it list, refund and cancel"
	@./Makefile.d/library-user "$$(swift build --show-bin-path)/tilldesk"
	@echo "==> Running the tests of the real program"
	@./Makefile.d/run-tests --filter '$(PROCESS_TESTS)' $(CHECKS)
	@[ -x $(SSH_SERVER) ] || echo "==> Skipped: the tests over SSH, which need openssh-server (apt-get install openssh-server)"

# What one runs before each commit: the form, and the tests of values, records and screens that need no network, no
# process of their own and no quarter of an hour.
check: test-packages lint
	@echo "==> Building Tilldesk and its tests"
	@swift build --build-tests $(CHECKS)
	@./Makefile.d/run-tests --filter '$(QUICK_TESTS)' $(CHECKS)

# Prints how the code is divided, and where one place knows of many.
shape:
	@./Makefile.d/shape

# Runs every failure at every provider against the simulated providers and prints what came of it.
faults: test-packages
	@echo "==> Building the fault matrix"
	@swift build --build-tests $(CHECKS)
	@table="$$(mktemp)"; TILLDESK_FAULT_TABLE="$$table" swift test --skip-build \
	  --filter 'FaultMatrixTests\.FaultMatrixTests' $(CHECKS) >"$$table.log" 2>&1; status=$$?; \
	  if [ -s "$$table" ]; then cat "$$table"; else cat "$$table.log"; fi; \
	  rm -f "$$table" "$$table.log"; exit $$status

# Runs the data sets of others (signatures, JSON, TOML, currencies, hostile strings, Unicode) and prints what came of each.
conformance: test-packages
	@[ -d "$$TILLDESK_CONFORMANCE" ] || { echo "TILLDESK_CONFORMANCE must name the folder that holds the data sets: wycheproof," \
	  "json-test-suite, json-canonicalization, toml-test, naughty-strings, currency-codes, unicode" >&2; exit 1; }
	@echo "==> Building the tests"
	@swift build --build-tests $(CHECKS)
	@table="$$(mktemp)"; TILLDESK_CONFORMANCE_TABLE="$$table" swift test --skip-build \
	  --filter 'ConformanceTests\.' $(CHECKS) >"$$table.log" 2>&1; status=$$?; \
	  printf '%-40s%10s%10s%10s%10s\n' suite tried expected deviates wrong; LC_ALL=C sort "$$table"; \
	  grep -a '✘' "$$table.log" | cut -c 1-2000; rm -f "$$table" "$$table.log"; exit $$status

# Lets providers answer with anything, to every write and read, and runs every command on what is left; takes an hour,
# with STEP=10 a tenth of the answers.
STEP ?= 1
attack: test-packages
	@echo "==> Building the program and what attacks it"
	@swift build --build-tests $(CHECKS)
	@echo "==> Attacking it"
	@table="$$(mktemp -u)"; TILLDESK_ATTACK_STEP=$(STEP) TILLDESK_ATTACK_TABLE="$$table" swift test --skip-build \
	  --filter 'AttackTests\.' $(CHECKS) >"$$table.log" 2>&1; status=$$?; \
	  printf '%-34s%12s%12s%12s%12s%12s%12s\n' attacked answers commands crashes 'moved twice' 'false no' 'false yes'; \
	  if [ -s "$$table" ]; then cat "$$table"; else cat "$$table.log"; fi; \
	  rm -f "$$table" "$$table.log"; exit $$status

# Runs the program on every terminal type, alone, in tmux, in GNU screen and over SSH, and prints what came of each promise.
terminal-check: test-packages
	@echo "==> Building the terminal check"
	@swift build --build-tests $(CHECKS)
	@echo "==> Running it (about two minutes)"
	@table="$$(mktemp)"; TILLDESK_TERMINAL_TABLE="$$table" swift test --skip-build \
	  --filter 'TerminalCheckTests\.' $(CHECKS) >"$$table.log" 2>&1; status=$$?; \
	  if [ -s "$$table" ]; then cat "$$table"; else cat "$$table.log"; fi; \
	  grep -a '✘' "$$table.log" | cut -c 1-500; rm -f "$$table" "$$table.log"; exit $$status

# Runs so many simulated worlds; one that breaks a rule is printed with the command that runs it again.
SEEDS ?= 10000
FROM ?= 1
simulate: build-packages
	@swift build -c release --product simulate $(CHECKS)
	@"$$(swift build -c release --show-bin-path)/simulate" $(SEEDS) $(FROM)

# Puts so many hostile strings on every screen, into every conversation in lines and into everything that is printed, exported
# and logged, and as many through a terminal that judges the bytes.
STRINGS ?= 100000
fuzz: test-packages
	@echo "==> Building the screens and their judges"
	@swift build -c release --product fuzz $(CHECKS)
	@echo "==> Trying $(STRINGS) strings on each"
	@"$$(swift build -c release --show-bin-path)/fuzz" $(STRINGS)
	@echo "==> Building the tests of what commands print"
	@swift build --build-tests $(CHECKS)
	@echo "==> Trying $(STRINGS) strings in each"
	@report="$$(mktemp)"; TILLDESK_FUZZ_STRINGS=$(STRINGS) TILLDESK_FUZZ_REPORT="$$report" swift test --skip-build \
	  --filter 'TilldeskTests\.HostileOutputTests' $(CHECKS) >"$$report.log" 2>&1; status=$$?; cat "$$report"; \
	  grep -a '✘' "$$report.log" | cut -c 1-500; rm -f "$$report" "$$report.log"; exit $$status

# Writes every screen in every theme as text for a terminal with true colour, to be looked at with cat.
GALLERY ?= gallery
gallery: test-packages
	@mkdir -p "$(GALLERY)"
	@TILLDESK_GALLERY="$(abspath $(GALLERY))" swift test --filter GalleryTests $(CHECKS)

build:
	@swift build $(CHECKS)

# Fails where a package is of another version than when the tests last passed.
check-versions: build-packages
	@swift package resolve >/dev/null
	@./Makefile.d/check-versions Package.resolved Makefile.d/versions

# Takes the versions that are resolved now for those that were tried.
versions:
	@./Makefile.d/check-versions --accept Package.resolved Makefile.d/versions

release: check-versions
	@echo "==> Building the program to install (static Swift libraries)"
	@swift build -c release --product tilldesk --static-swift-stdlib $(CHECKS)

bench: bench-packages release
	@for product in Benchmarks RefundBenchmark; do \
	  TILLDESK_BENCHMARKS=1 swift build -c release --product $$product --static-swift-stdlib $(CHECKS) || exit 1; done
	@echo "==> Measuring what being durable adds to a refund"
	@"$$(swift build -c release --static-swift-stdlib --show-bin-path)/RefundBenchmark"
	@echo "==> Measuring the desk on the simulated providers, and other programs beside it on the same machine"
	@bin="$$(swift build -c release --static-swift-stdlib --show-bin-path)"; "$$bin/Benchmarks" "$$bin/tilldesk"

# Makes a record of so many events and measures what it costs to open it, to decide on it and to prove it whole.
EVENTS ?= 1000000
bench-record: build-packages
	@echo "==> Building the benchmark"
	@TILLDESK_BENCHMARKS=1 swift build -c release --product RecordBenchmark --static-swift-stdlib $(CHECKS)
	@echo "==> Making and proving a record of $(EVENTS) events"
	@"$$(swift build -c release --static-swift-stdlib --show-bin-path)/RecordBenchmark" $(EVENTS)

install: release
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/tilldesk/themes"
	@install -s -m 0755 "$$(swift build -c release --static-swift-stdlib --show-bin-path)/tilldesk" "$(DESTDIR)$(PREFIX)/bin/tilldesk"
	@install -m 0644 themes/*.toml "$(DESTDIR)$(PREFIX)/share/tilldesk/themes/"
	@echo "==> Installed $(DESTDIR)$(PREFIX)/bin/tilldesk"

format:
	@swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

lint:
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks

# Draws every picture again; look at the difference before committing it.
pictures:
	@TILLDESK_RECORD_PICTURES=1 swift test --filter TerminalViewsTests $(CHECKS) || true

build-packages:
	@./Makefile.d/need $(BUILD_PACKAGES)

test-packages:
	@./Makefile.d/need $(BUILD_PACKAGES) $(TEST_PACKAGES)

bench-packages:
	@./Makefile.d/need $(BUILD_PACKAGES) $(TEST_PACKAGES) $(BENCH_PACKAGES)
	@for package in $(PEER_PACKAGES); do ./Makefile.d/need $$package || true; done
