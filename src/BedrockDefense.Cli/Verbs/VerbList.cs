using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary>The list of verbs. Each verb has its own file.</summary>
internal static class VerbList
{
    /// <summary>Registers the verbs in the order in which <c>--help</c> lists them.</summary>
    /// <returns>The type of each verb's settings, by the name of the verb.</returns>
    public static Dictionary<string, Type> Register(IConfigurator config)
    {
        var settings = new Dictionary<string, Type>(StringComparer.Ordinal);
        Add<RehearseCommand>("rehearse")
            .WithDescription(
                "Plays attacks against the stack of a configuration: what is prevented, detected, alerted. --format sarif and junit are "
                    + "for CI, navigator is a layer of the ATT&CK Navigator, navigator-atlas one of ATLAS. Exit 1 when an expectation is "
                    + "not met."
            )
            .WithExample("rehearse")
            .WithExample("rehearse", "--all")
            .WithExample("rehearse", "--scenario", "audit-mode")
            .WithExample("rehearse", "--scenario", "advisory-chain", "--as", "arn:aws:iam::111122223333:role/BedrockLoggingAdmin")
            .WithExample("rehearse", "--config", "Pulumi.prod.yaml", "--targets", "ou-exam-workloads", "--format", "json")
            .WithExample("rehearse", "--config", "Pulumi.prod.yaml", "--format", "navigator");
        Add<PlanCommand>("plan")
            .WithDescription("Lists the resources that pulumi up would declare for a configuration. In JSON, diff compares it.")
            .WithExample("plan")
            .WithExample("plan", "--accounts", "1000")
            .WithExample("plan", "--config", "Pulumi.prod.yaml", "--format", "json");
        Add<AlertCommand>("alert")
            .WithDescription(
                "Says which detections an event fires, and shows each message as each subscriber would get it. Exit 1 when "
                    + "nothing fires or a message is not delivered."
            )
            .WithExample("alert", "record.json")
            .WithExample("alert", "--config", "Pulumi.prod.yaml", "--format", "json", "event.json", "log.json");
        Add<RunbookCommand>("runbook")
            .WithDescription("Shows what to do when a detection fires, with the values of an event put in when one is given.")
            .WithExample("runbook", "bedrock-logging-deletion")
            .WithExample("runbook", "bedrock-logging-deletion-by-non-admin", "--event", "record.json");
        Add<GuardrailsCommand>("guardrails")
            .WithDescription(
                "Shows the service control policies of a configuration: what is in them, their sizes, where they are "
                    + "attached, whom they cover."
            )
            .WithExample("guardrails")
            .WithExample("guardrails", "--config", "Pulumi.prod.yaml", "--out", "scps");
        Add<AccessCommand>("access")
            .WithDescription(
                "Shows, or writes as files, what whoever deploys or verifies must be allowed, account by account, and the "
                    + "template of the roles to assume."
            )
            .WithExample("access")
            .WithExample("access", "--config", "Pulumi.prod.yaml", "--out", "access");
        Add<CostCommand>("cost")
            .WithDescription("Estimates what the stack of a configuration costs in a month, by line, and names what would cost much more.")
            .WithExample("cost", "--accounts", "200")
            .WithExample("cost", "--accounts", "1000", "--regions", "17", "--events", "500000000", "--format", "json");
        Add<DiffCommand>("diff")
            .WithDescription(
                "Says what a changed configuration, or another plan, does to the protection: each change is weaker, stronger or neutral. "
                    + "Exit 1 with --fail-on weaker when anything is weaker, 3 when something could not be compared."
            )
            .WithExample("diff", "Pulumi.prod.yaml", "Pulumi.prod.new.yaml")
            .WithExample("diff", "yesterday.json", "plan.json")
            .WithExample("diff", "old.yaml", "Pulumi.prod.yaml", "--format", "markdown", "--fail-on", "weaker");
        Add<CheckCommand>("check")
            .WithDescription(
                "Judges the plan of another program, by Terraform or Pulumi, before it is deployed: whether it weakens the logging, takes "
                    + "what the defense reserves, or fails at a guardrail. Exit 1 when something is found, 3 when not "
                    + "everything could be judged."
            )
            .WithExample("check", "plan.json", "--config", "Pulumi.prod.yaml")
            .WithExample("check", "preview.json", "--principal", "arn:aws:iam::111122223333:role/Deployment", "--region", "eu-central-1")
            .WithExample("check", "plan.json", "--format", "markdown");
        Add<ReportCommand>("report")
            .WithDescription(
                "Shows a rehearsal, a verification, a hunt and an investigation on one page of HTML, with pictures, for those who decide; "
                    + "--format markdown is for tickets."
            )
            .WithExample("report", "--out", "report.html")
            .WithExample("report", "--config", "Pulumi.prod.yaml", "--accounts", "200", "--verify", "verify.json", "--out", "report.html")
            .WithExample("report", "--hunt", "findings.jsonl", "--investigate", "story.jsonl", "--format", "markdown");
        Add<VerifyCommand>("verify")
            .WithDescription(
                "Compares what stands in AWS with what a configuration declares; only reads. --format junit and sarif are for CI, html a "
                    + "page. Exit 1 when something deviates, 3 when something could not be seen."
            )
            .WithExample("verify", "--config", "Pulumi.prod.yaml")
            .WithExample("verify", "--config", "Pulumi.prod.yaml", "--heartbeats", "--resume", "verify.json", "--format", "html")
            .WithExample("verify", "--config", "Pulumi.prod.yaml", "--format", "junit")
            .WithExample("verify", "--endpoint-url", "http://localhost:5000");
        Add<ProveCommand>("prove")
            .WithDescription(
                "Plays the rehearsal's attacks for real in a sandbox account, shows what was predicted and observed, and puts everything "
                    + "back. Exit 1 when something differs, 3 when something could not be seen or put back."
            )
            .WithExample("prove", "--account", "111122223333", "--role", "arn:aws:iam::111122223333:role/Developer")
            .WithExample(
                "prove",
                "--config",
                "Pulumi.prod.yaml",
                "--account",
                "111122223333",
                "--role",
                "arn:aws:iam::111122223333:role/Developer",
                "--restore-role",
                "arn:aws:iam::111122223333:role/OrganizationAccountAccessRole",
                "--scenario",
                "advisory-chain",
                "--out",
                "proof",
                "--yes"
            )
            .WithExample("prove", "--clean-up");
        Add<EvaluateCommand>("evaluate")
            .WithDescription("Says whether service control policies allow a call, and why. Exit 1 when denied.")
            .WithExample(
                "evaluate",
                "--scp",
                "protect.json",
                "--principal",
                "arn:aws:iam::111122223333:role/DataScientist",
                "--action",
                "bedrock:DeleteModelInvocationLoggingConfiguration"
            )
            .WithExample(
                "evaluate",
                "--scp",
                "protect.json",
                "--scp",
                "ou:regions.json",
                "--principal",
                "arn:aws:iam::111122223333:user/alice",
                "--action",
                "s3:GetObject",
                "--resource",
                "arn:aws:s3:::logs/1",
                "--context",
                "aws:RequestedRegion=eu-west-1"
            );
        Add<PatternCommand>("pattern")
            .WithDescription("Says which events an EventBridge pattern matches, and why. Exit 0 if any does, 1 if none.")
            .WithExample("pattern", "pattern.json", "event.json")
            .WithExample("pattern", "pattern.json", "<", "event.json");
        Add<HuntCommand>("hunt")
            .WithDescription(
                "Looks in CloudTrail's files for what the detections and hunts match. --format ocsf writes findings of OCSF 1.6. "
                    + "Exit 1 with --fail-on when something is found, 3 when something was not read, understood or run."
            )
            .WithExample("hunt", "AWSLogs")
            .WithExample("hunt", "--since", "2026-11-01", "--account", "111122223333", "--format", "jsonl", "AWSLogs/**/*.json.gz")
            .WithExample("hunt", "--since", "2026-11-01", "--geoip", "GeoLite2-City.mmdb", "s3://my-trail-logs/AWSLogs")
            .WithExample("hunt", "--rule", "cloudtrail-stopped", "--rule", "rules/mine.yml", "--fail-on", "high", "export.jsonl");
        Add<SearchCommand>("search")
            .WithDescription(
                "Shows the events in CloudTrail's files that fulfil conditions on fields, or that contain a text. Exit 3 when something "
                    + "was not read or understood."
            )
            .WithExample("search", "AWSLogs", "userIdentity.accessKeyId=ASIAIOSFODNN7EXAMPLE")
            .WithExample("search", "AWSLogs", "eventSource=iam.amazonaws.com", "errorCode=*Denied*", "--since", "2026-11-01")
            .WithExample("search", "AWSLogs/**/*.json.gz", "203.0.113.77", "requestParameters.roleName|startswith=Admin", "--raw");
        Add<InvestigateCommand>("investigate")
            .WithDescription(
                "Tells the story of a finding, a credential or an address from CloudTrail's files: where the credentials come from, what "
                    + "was done with them, what of it is new, and when. Exit 3 when a link is missing, or something was not read or "
                    + "understood."
            )
            .WithExample("investigate", "AWSLogs", "--access-key", "ASIAIOSFODNN7EXAMPLE")
            .WithExample("investigate", "AWSLogs", "--event", "finding.json", "--show", "timeline", "--context", "2h")
            .WithExample("investigate", "AWSLogs", "--principal", "arn:aws:iam::111122223333:role/Admin", "--since", "2026-11-01");
        Add<SummaryCommand>("summary")
            .WithDescription(
                "Sums up CloudTrail's files: who changed or read the configuration of logging, what was refused most, and which access "
                    + "keys were first seen. Exit 3 when something was not read or understood."
            )
            .WithExample("summary", "AWSLogs")
            .WithExample("summary", "AWSLogs", "--since", "2026-11-01", "--top", "50", "--format", "csv");
        Add<VerifyLogsCommand>("verify-logs")
            .WithDescription(
                "Checks CloudTrail's log files against its digests, offline: every file present and unaltered, none removed or added. "
                    + "Exit 1 when something is altered or missing, 3 when not everything could be checked."
            )
            .WithExample("verify-logs", "AWSLogs")
            .WithExample("verify-logs", "AWSLogs", "--public-keys", "keys.json", "--format", "junit");
        Add<LintCommand>("lint")
            .WithDescription(
                "Finds what is wrong with Sigma rules: names CloudTrail never writes, absence written as null,"
                    + " exemptions of nobody, missing metadata."
                    + " Of a detection's folder it says all that the tests and the stack would refuse, and tries its cases."
                    + " Exit 1 when it finds anything."
            )
            .WithExample("lint")
            .WithExample("lint", "rules/cloud/aws", "policies/detections/bedrock-logging-deletion/rule.yml")
            .WithExample("lint", "--format", "sarif");
        Add<NewCommand>("new")
            .WithDescription(
                "Begins a detection: writes a folder with its rule, runbook and cases, in which TODO marks what only you know."
                    + " lint names what is left."
            )
            .WithExample("new", "detection", "config-recorder-stopped")
            .WithExample(
                "new",
                "detection",
                "config-recorder-stopped",
                "--title",
                "Configuration Recorder Stopped",
                "--event-source",
                "config.amazonaws.com",
                "--event-name",
                "StopConfigurationRecorder",
                "--level",
                "high"
            );
        Add<ConvertCommand>("convert")
            .WithDescription(
                "Writes Sigma rules, with their placeholders filled in, in a form that other tools take. Exit 2 when a "
                    + "form cannot say exactly what a rule says."
            )
            .WithExample("convert", "--to", "eventbridge", "policies/detections/bedrock-logging-deletion/rule.yml")
            .WithExample(
                "convert",
                "--to",
                "sigma",
                "--config",
                "Pulumi.prod.yaml",
                "policies/detections/bedrock-logging-deletion-by-non-admin/rule.yml"
            );
        Add<MatchCommand>("match")
            .WithDescription("Says which events a Sigma rule matches, and which selections decided. Exit 0 if any does, 1 if none.")
            .WithExample("match", "policies/detections/bedrock-logging-deletion/rule.yml", "record.json")
            .WithExample(
                "match",
                "--config",
                "Pulumi.prod.yaml",
                "policies/detections/bedrock-logging-deletion-by-non-admin/rule.yml",
                "event.json",
                "log.json"
            );
        return settings;

        ICommandConfigurator Add<TCommand>(string name)
            where TCommand : class, ICommand
        {
            settings.Add(name, SettingsOf(typeof(TCommand)));
            return config.AddCommand<TCommand>(name);
        }
    }

    // A command derives from Command<TSettings> or AsyncCommand<TSettings>.
    private static Type SettingsOf(Type command)
    {
        var type = command;
        while (!type.IsGenericType)
        {
            type = type.BaseType!;
        }

        return type.GetGenericArguments()[0];
    }
}
