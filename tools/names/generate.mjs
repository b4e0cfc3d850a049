// Writes two files in src/BedrockDefense/Lint. event-names.json has the names that AWS services may have in the eventSource
// of a CloudTrail record and, where API models exist, their operations. action-names.json has the IAM actions of every service.
// With --check it writes nothing, and fails where a committed file differs from the generated one.

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const read = path => JSON.parse(readFileSync(path, "utf8"));

// Service prefixes of IAM that CloudTrail and the models spell differently.
const sourceOfPrefix = { cloudwatch: "monitoring", tag: "tagging" };

// Services whose IAM actions differ from operations throughout, so that only the models count.
const modelsAlone = new Set(["s3", "apigateway"]);

// Permissions whose name is not the name of an operation.
const permissionsOnly = new Set([
  "AllowVendedLogDeliveryForResource", "CallWithBearerToken", "InvokeFunction", "PassRole", "ReEncryptFrom", "ReEncryptTo",
  "SetContext", "SetSourceIdentity", "TagSession",
]);

const operations = new Map();
const add = (service, names) => {
  const key = service.toLowerCase();
  operations.set(key, [...(operations.get(key) ?? []), ...names]);
};

const models = join(here, "node_modules", "aws-sdk", "apis");
for (const file of readdirSync(models).filter(name => name.endsWith(".min.json"))) {
  const { metadata, operations: described } = read(join(models, file));
  const names = new Set([metadata.signingName, metadata.endpointPrefix].filter(name => name && !name.includes(".")));
  // Some models add the version to an operation's name, as in "CreateDistribution2020_05_31". The reader allows suffixes.
  for (const name of names)
    add(name, Object.keys(described).map(operation => operation.replace(/\d{4}_\d{2}_\d{2}$/, "")));
}

// The models end in 2025, and IAM's actions include newer operations. A service without models gets only its name and no list.
const actions = join(here, "node_modules", "@cloud-copilot", "iam-data", "data", "actions");
for (const file of readdirSync(actions)) {
  const prefix = file.slice(0, -".json".length);
  const service = sourceOfPrefix[prefix] ?? prefix;
  const names = operations.has(service) && !modelsAlone.has(service) ? Object.values(read(join(actions, file))).map(action => action.name) : [];
  add(service, names.filter(name => !permissionsOnly.has(name)));
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const text = entries => `{\n${entries
  .sort(([a], [b]) => compare(a, b))
  .map(([service, names]) => `${JSON.stringify(service)}: ${JSON.stringify([...new Set(names)].sort(compare).join(" "))}`)
  .join(",\n")}\n}\n`;

const permissions = readdirSync(actions)
  .filter(file => file.endsWith(".json"))
  .map(file => [file.slice(0, -".json".length), Object.values(read(join(actions, file))).map(action => action.name)]);

for (const [file, made] of [["event-names.json", text([...operations])], ["action-names.json", text(permissions)]]) {
  const target = join(here, "../../src/BedrockDefense/Lint", file);
  if (!process.argv.includes("--check")) {
    writeFileSync(target, made);
  } else if (!existsSync(target) || readFileSync(target, "utf8") !== made) {
    console.error(`src/BedrockDefense/Lint/${file} is not what its generator makes; run make event-names`);
    process.exit(1);
  }
}
