using System.Globalization;
using BedrockDefense.Catalog;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Cli.Reporting.Parts;
using BedrockDefense.Cli.Reporting.Reading;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Live.Verifying;
using BedrockDefense.Scp.Packing;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Costs;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Techniques;

namespace BedrockDefense.Cli.Reporting;

/// <summary>Gathers what a report shows.</summary>
internal static class ReportMaker
{
    /// <summary>The most findings, and the most entries of a timeline, that a page shows one by one.</summary>
    public const int MostRows = 20_000;

    private const int MostAccounts = 100_000;

    private const string HuntGap =
        "What the hunt could not read: its file of findings does not say so. The exit code of hunt does, with a line for each file.";

    private const string InvestigationGap =
        "What the investigation could not read: its file does not say so. The exit code of investigate does, with a line for each file.";

    private const string NoBaseline = "What is new: the investigation was compared with nothing.";

    private const string NoAccounts = "Which accounts are covered: the file of verify does not name them; write it anew.";

    /// <summary>Makes the report. Files are read first, so that one that cannot be used costs no time.</summary>
    /// <param name="settings">The options.</param>
    /// <param name="now">The time.</param>
    /// <param name="play">Plays every scenario on a configuration.</param>
    /// <exception cref="InvalidInputException">A file or an option cannot be used.</exception>
    public static async Task<Report> MakeAsync(
        ReportSettings settings,
        DateTimeOffset now,
        Func<Dictionary<string, string>, Task<List<RehearsalReport>>> play
    )
    {
        if (settings.Accounts is < 1 or > MostAccounts)
        {
            throw new InvalidInputException($"--accounts {settings.Accounts}: write a number from 1 to {MostAccounts:#,##0}");
        }

        var verified = settings.Verify is { } verification ? VerificationFile.Read(verification) : null;
        var found = settings.Hunt is { } hunt ? FindingsFile.Read(hunt) : null;
        var story = settings.Investigate is { } investigation ? InvestigationFile.Read(investigation) : null;
        var config = settings.IsOfConfiguration ? settings.ReadConfigOrSample() : null;
        var parsed = config is null ? null : CheckedSettings.Parse(config);
        IReadOnlyList<PackedPolicy> policies = parsed is null ? [] : GuardrailPolicies.Of(parsed);
        var sources = new SourceList(policies);

        RehearsalPart? rehearsal = null;
        List<RehearsalReport> played = [];
        IReadOnlyList<TechniqueResult>? techniques = null;
        IReadOnlyList<TechniqueResult>? atlas = null;
        CostsPart? costs = null;
        if (parsed is not null)
        {
            var stack = await StackSettings.RenderAsync(config!, SampleOrganization.Of(parsed)).ConfigureAwait(false);
            played = await play(config!).ConfigureAwait(false);
            rehearsal = RehearsalParts.Of(played, stack, sources);
            techniques = TechniqueResults.Of(played, Detection.All, AttackMatrix.TechniquesOf);
            atlas = TechniqueResults.Of(played, Detection.All, AtlasMatrix.TechniquesOf);
            if (settings.Accounts is { } accounts)
            {
                var usage = Usage.Assumed(accounts, parsed.Regions.Length);
                costs = ConfigurationParts.Costs(CostEstimator.Of(stack, usage), usage);
            }
        }

        var findings = found is null ? null : FindingsParts.Of(found, MostRows, sources);
        var told = story is null ? null : StoryParts.Of(story, MostRows, sources);
        return new Report(
            "BedrockDefense report",
            Subject(settings, parsed is not null),
            string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, version {CommandLine.Version}"),
            [.. Headlines(played, techniques, verified, found, story, policies.Count, costs)],
            verified is not null ? OrganizationParts.Verified(verified)
                : parsed is not null ? OrganizationParts.Rehearsed(parsed, SampleOrganization.Of(parsed))
                : null,
            rehearsal,
            techniques is null ? null : TechniqueParts.Of("techniques", "MITRE ATT&CK", techniques, sources),
            atlas is null ? null : TechniqueParts.Of("atlas", "MITRE ATLAS", atlas, sources),
            verified is null ? null : VerificationParts.Of(verified),
            findings,
            told,
            parsed is null ? null : ConfigurationParts.Policies(policies, parsed),
            costs,
            sources.ToPart(),
            [.. Gaps(verified, found, story)]
        );
    }

    private static string Subject(ReportSettings settings, bool isOfConfiguration) =>
        string.Join(
            "; ",
            new[]
            {
                isOfConfiguration ? $"configuration {ConfigFile.PathOf(settings.Config) ?? "of the built-in sample"}" : null,
                settings.Verify is { } verify ? $"verification {verify}" : null,
                settings.Hunt is { } hunt ? $"hunt {hunt}" : null,
                settings.Investigate is { } investigate ? $"investigation {investigate}" : null,
            }.OfType<string>()
        );

    private static IEnumerable<Headline> Headlines(
        List<RehearsalReport> played,
        IReadOnlyList<TechniqueResult>? techniques,
        VerificationReport? verified,
        IReadOnlyList<FoundLine>? found,
        InvestigationLines? story,
        int policies,
        CostsPart? costs
    )
    {
        if (played.Count > 0)
        {
            var met = played.Count(report => report.IsMet);
            yield return new Headline(
                $"{met} of {played.Count}",
                "rehearsed attacks went as expected",
                met == played.Count ? Tone.Good : Tone.Bad,
                "scenarios"
            );
            var calls = played[0].Steps.SelectMany(step => step.Calls).ToList();
            yield return new Headline(
                $"{calls.Count(call => call.PreventedBy is not null)} of {calls.Count}",
                "calls of the attack chain prevented",
                Tone.Plain,
                "chain"
            );
        }

        if (techniques is not null)
        {
            yield return new Headline(
                $"{techniques.Count(technique => technique.IsShown)} of {techniques.Count}",
                "techniques of ATT&CK prevented or detected",
                techniques.Any(technique => technique.Outcome == TechniqueOutcome.Missed) ? Tone.Bad
                    : techniques.All(technique => technique.IsShown) ? Tone.Good
                    : Tone.Odd,
                "techniques"
            );
        }

        if (verified is not null)
        {
            yield return new Headline(
                $"{Percent.Number(verified.CoveredPlaces)} of {Percent.Number(verified.Places)}",
                "pairs of account and Region covered",
                verified.CoveredPlaces == verified.Places ? Tone.Good : Tone.Bad,
                "organization"
            );
            yield return new Headline(
                Percent.Number(verified.Deviations.Count),
                "deviations, or things not seen, in AWS",
                VerificationParts.ToneOf(verified),
                "verification"
            );
        }

        if (found is not null)
        {
            yield return new Headline(
                Percent.Number(found.Count),
                "findings of the hunt",
                found.Count == 0 ? Tone.Good
                    : found.Select(one => FindingsParts.ToneOf(one.Level)).Contains(Tone.Bad) ? Tone.Bad
                    : Tone.Odd,
                "findings"
            );
        }

        if (story is not null)
        {
            var windows = story.Entries.Count(EntryKinds.BeginsWindow);
            yield return new Headline(
                Percent.Number(windows),
                windows == 1 ? "blind window in the story" : "blind windows in the story",
                windows == 0 ? Tone.Good : Tone.Bad,
                "investigation"
            );
        }

        if (policies > 0)
        {
            yield return new Headline(
                $"{policies}",
                policies == 1 ? "policy of the guardrails" : "policies of the guardrails",
                Tone.Plain,
                "policies"
            );
        }

        if (costs is not null)
        {
            yield return new Headline($"${costs.Total}", "a month, as estimated", Tone.Plain, "costs");
        }
    }

    private static IEnumerable<string> Gaps(VerificationReport? verified, IReadOnlyList<FoundLine>? found, InvestigationLines? story)
    {
        if (verified is { Organization: null })
        {
            yield return NoAccounts;
        }

        if (found is not null)
        {
            yield return HuntGap;
            if (found.Count > MostRows)
            {
                yield return $"All findings but the first {Percent.Number(MostRows)} one by one: they are counted; the file has them.";
            }
        }

        if (story is not null)
        {
            yield return InvestigationGap;
            if (!story.HasBaseline)
            {
                yield return NoBaseline;
            }

            if (story.Entries.Count > MostRows)
            {
                yield return $"All entries of the timeline but the first {Percent.Number(MostRows)} one by one: the picture has them, and "
                    + "so has the file.";
            }
        }
    }
}
