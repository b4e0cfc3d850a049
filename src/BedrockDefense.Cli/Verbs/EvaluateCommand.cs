using System.ComponentModel;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Lint;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary>
/// <c>evaluate</c>: says whether service control policies allow a call, and why. The first line is <c>Allowed</c>,
/// <c>ExplicitlyDenied</c> or <c>ImplicitlyDenied</c>.
/// </summary>
internal sealed class EvaluateCommand : Command<EvaluateCommand.Settings>
{
    private static readonly string[] Levels = ["root", "ou", "account"];

    internal sealed class Settings : CommandSettings
    {
        [CommandOption("--scp <FILE>")]
        [Description(
            "Required. A service control policy at the root. ou:FILE and account:FILE attach it to the unit or the account below; "
                + "ou: alone is a unit without policies. Repeatable."
        )]
        public string[] Policies
        {
            get;
            init => field = InputFile.Unhide(value);
        } = [];

        [CommandArgument(0, "[FILE]")]
        [Description("Further policies, as after --scp.")]
        public string[] MorePolicies
        {
            get;
            init => field = InputFile.Unhide(value);
        } = [];

        [CommandOption("--principal <ARN>")]
        [Description("Required. The caller: the ARN of a role with its path, a user or a root user.")]
        public string? Principal { get; init; }

        [CommandOption("--action <ACTION>")]
        [Description("Required. The action, such as bedrock:DeleteModelInvocationLoggingConfiguration.")]
        public string? Action { get; init; }

        [CommandOption("--resource <ARN>")]
        [Description("The resource; * for actions without resource types.")]
        [DefaultValue("*")]
        public string Resource { get; init; } = "*";

        [CommandOption("--context <KEY=VALUE>")]
        [Description(
            "A condition key, such as aws:MultiFactorAuthPresent=true. The same key again adds a value; an empty value is "
                + "a null data set. What follows from the principal, such as aws:PrincipalAccount, need not be given."
        )]
        public string[] Context { get; init; } = [];

        [CommandOption("--principal-arn-absent")]
        [Description("Leaves the condition key aws:PrincipalArn out of the request.")]
        public bool PrincipalArnAbsent { get; init; }

        [CommandOption("--no-full-access")]
        [Description("Does not assume FullAWSAccess beside the given policies.")]
        public bool NoFullAccess { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var request = ReadRequest(settings);
        var verdict = ScpEvaluator.Evaluate(ReadLevels(settings), request);

        // The library already makes hostile text visible and keeps it on one line. Markup would only distort it.
        ConsoleOutput.WriteLine($"{verdict.Decision}");
        ConsoleOutput.WriteLine(verdict.Reason);
        foreach (var explanation in verdict.Explanations)
        {
            ConsoleOutput.WriteLine($"  {explanation}", indent: 4);
        }

        Warn(verdict, request);
        return verdict.IsAllowed ? ExitCode.Success : ExitCode.No;
    }

    private static void Warn(Verdict verdict, RequestContext request)
    {
        if (ActionNames.FaultOf(request.Action) is { } fault)
        {
            ConsoleOutput.WriteRemark($"warning: {fault}");
        }

        foreach (var explanation in verdict.Explanations)
        {
            // AWS accepts such an entry without an error, but the entry has no effect.
            foreach (
                var unknown in explanation
                    .Statement.Actions.Concat(explanation.Statement.NotActions)
                    .Select(ActionNames.FaultOf)
                    .OfType<string>()
            )
            {
                ConsoleOutput.WriteRemark($"warning: {explanation.Name}: {unknown}");
            }
        }

        foreach (var (key, example, statement) in UnknownKeys.Of(verdict, request))
        {
            ConsoleOutput.WriteRemark(
                $"warning: {statement} hangs on {key}, which AWS gives but nothing here tells; it is taken for absent. Give "
                    + $"it: --context {key}={example}"
            );
        }
    }

    private static RequestContext ReadRequest(Settings settings)
    {
        var faults = new List<Fault>();
        if (settings.Principal is null)
        {
            faults.Add(new Fault("--principal is missing: give the caller's ARN, such as arn:aws:iam::111122223333:role/DataScientist"));
        }

        if (settings.Action is null)
        {
            faults.Add(new Fault("--action is missing: give one, such as bedrock:DeleteModelInvocationLoggingConfiguration"));
        }

        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in settings.Context)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                faults.Add(
                    new Fault($"--context {VisibleText.Quote(pair)} is not of the form KEY=VALUE, such as aws:SourceIp=203.0.113.9")
                );
            }
            else
            {
                keys[pair[..equals]] = [.. keys.GetValueOrDefault(pair[..equals], []), pair[(equals + 1)..]];
            }
        }

        return faults.Count > 0
            ? throw new InvalidInputException(faults)
            : RequestContext.Create(settings.Principal!, settings.Action!, settings.Resource, keys, settings.PrincipalArnAbsent);
    }

    private static List<ScpLevel> ReadLevels(Settings settings)
    {
        var attached = settings.Policies.Concat(settings.MorePolicies).Select(Attachment).ToList();
        var faults = new List<Fault>();
        if (attached.Count == 0)
        {
            faults.Add(new Fault("--scp is missing: give a file with a service control policy"));
        }

        var levels = Levels
            .Where(level => attached.Any(one => one.Level == level))
            .Select(level => new ScpLevel(level, Read(attached.Where(one => one.Level == level && one.File.Length > 0), settings, faults)))
            .ToList();
        return faults.Count > 0 ? throw new InvalidInputException(faults) : levels;
    }

    private static (string Level, string File) Attachment(string given)
    {
        var colon = given.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Levels.Contains(given[..colon]) ? (given[..colon], given[(colon + 1)..]) : (Levels[0], given);
    }

    private static List<PolicyDocument> Read(IEnumerable<(string Level, string File)> attached, Settings settings, List<Fault> faults)
    {
        List<PolicyDocument> policies = settings.NoFullAccess ? [] : [PolicyDocument.FullAwsAccess];
        foreach (var (_, file) in attached)
        {
            try
            {
                policies.Add(PolicyReader.Parse(InputFile.ReadText(file, "the policy"), file));
            }
            catch (InvalidInputException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        return policies;
    }
}
