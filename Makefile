# Every target sets up what it needs: restore, the choice of the Pulumi packages, the build.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: rehearse emulate docs test browser screenshot fuzz format bench bench-hunt sdk sdk-check event-names event-names-check FORCE

CLI := artifacts/cli/bedrock-defense.dll
SOURCES := $(shell find src infra policies sdks -type f -not -path '*/obj/*' -not -path '*/bin/*' -not -path '*/node_modules/*') \
           Directory.Build.props Directory.Packages.props global.json

# The command starts in half the time when it is compiled ahead for this machine. That needs a package of the SDK
# (Crossgen2). Where the package is not available, or something else fails, the command is built without it, and a message
# names the reason.
PUBLISH := dotnet publish src/BedrockDefense.Cli --configuration Release --output artifacts/cli --verbosity quiet --nologo
COMPILED := -p:PublishReadyToRun=true -p:UseCurrentRuntimeIdentifier=true --self-contained false

# Plays the attack against the stack that Pulumi.dev.yaml describes. ARGS are passed to the command, such as
# ARGS="--scenario audit-mode".
rehearse: $(CLI)
	@dotnet $(CLI) rehearse $(ARGS)

# Deploys that stack to a local AWS (moto), attacks it there and deletes it. With ARGS="--keep" the stack stays for inspection.
emulate: pulumi-sdk.props
	@dotnet run --project tools/Emulator --verbosity quiet -- $(ARGS)

# Installs the command for this user; it then runs in any folder. The package stays in artifacts/tool, for other machines. On
# a machine without Pulumi's packages it contains the local ones, which give the same answers. Packing it for publication is
# refused there.
tool: pulumi-sdk.props
	@rm -rf artifacts/tool
	@dotnet pack src/BedrockDefense.Cli --configuration Release --output artifacts/tool --verbosity quiet --nologo -p:AllowLocalPulumiSdk=true
	@! grep -qs '>local<' pulumi-sdk.props || echo "The package holds the local stand-ins for Pulumi's packages: use it on your machines, do not publish it."
	@dotnet tool uninstall --global BedrockDefense.Cli >artifacts/tool.log 2>&1 || true # An update to the same version would keep the installed files.
	@dotnet tool install --global --source artifacts/tool --prerelease BedrockDefense.Cli

test: pulumi-sdk.props browser
	@dotnet test --solution BedrockDefense.sln $(ARGS)

# The tests of the report's page need Chromium. It is installed where that needs nobody's password; elsewhere those tests fail with
# the line that does it.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null \
	  || { echo "Installing Chromium for the tests of the page ..."; \
	       { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium; } >/dev/null 2>&1; } \
	  || echo "  Chromium could not be installed; on Debian: sudo apt-get install chromium"

# Makes the picture of the report in README.md anew.
screenshot: $(CLI) browser
	@docs/images/shoot $(CLI)

# Writes the pages of docs/ that are generated from the code and the catalog: settings, detections, guardrails, commands.
docs: pulumi-sdk.props
	@dotnet run --project tools/Docs --verbosity quiet

# Tests each parser for SECONDS seconds on inputs that depend on SEED. Exit codes must be 0 to 3 or 130, no text may come
# from the framework, and no run may hang. TARGETS="event policy" selects parsers. Inputs that fail are kept in
# artifacts/fuzz.
fuzz: SECONDS := 600
fuzz: SEED := $(shell date +%s)
fuzz: pulumi-sdk.props
	@dotnet run --project fuzz --configuration Release --verbosity quiet -- $(SECONDS) $(SEED) $(TARGETS)

format: pulumi-sdk.props
	@dotnet format style BedrockDefense.sln
	@dotnet tool restore >/dev/null
	@dotnet csharpier format .

bench: $(CLI) bench-hunt
	@bench/run $(CLI)
	@dotnet run --project bench/Judging --configuration Release --verbosity quiet

# Measures how fast a hunt is. WRITE=1 also writes docs/benchmarks.md. EVENTS and RUNS set the size of the measurement.
bench-hunt: $(CLI)
	@bench/hunt $(CLI) $(if $(WRITE),docs/benchmarks.md)

# Regenerates sdks/Pulumi.Aws from the npm package; sdk-check fails when the committed files differ.
sdk:
	@cd sdks/generate && npm ci --no-audit --no-fund --silent && npm run --silent generate

sdk-check:
	@cd sdks/generate && npm ci --no-audit --no-fund --silent && npm run --silent check

# Regenerates, from two npm packages, the event and action names that lint knows. event-names-check fails when a committed file
# differs.
event-names:
	@cd tools/names && npm ci --no-audit --no-fund --silent && npm run --silent generate

event-names-check:
	@cd tools/names && npm ci --no-audit --no-fund --silent && npm run --silent check

$(CLI): pulumi-sdk.props $(SOURCES)
	@echo "Building bedrock-defense (the first time restores its packages) ..."
	@mkdir -p artifacts
	@$(PUBLISH) $(COMPILED) >artifacts/publish.log 2>&1 || { echo "  without compiling it for this machine (artifacts/publish.log says why)"; $(PUBLISH); }
	@touch $(CLI)

# Chooses the Pulumi packages to build with. The choice is kept in a file that git ignores, so that plain dotnet commands use
# it too. Each run reports the choice, and leaves the file untouched when nothing changes. PULUMI_SDK=nuget or local
# overrides the choice.
pulumi-sdk.props: FORCE
	@sdks/choose "$(PULUMI_SDK)"

FORCE:
