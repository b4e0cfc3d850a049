using System.Globalization;
using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>
/// The initial files of a new detection. TODO marks what only the author can know, and lint reports each TODO. Everything else is
/// valid, so only the TODOs keep the detection out of the catalog.
/// </summary>
/// <param name="Title">What happened, as the alert says; null to write a TODO.</param>
/// <param name="Level">The severity; null to write a TODO.</param>
/// <param name="EventSource">The service whose calls the detection is about; null to write a TODO.</param>
/// <param name="EventNames">The names of the calls; empty to write a TODO.</param>
public sealed record DetectionSkeleton(string? Title, SigmaLevel? Level, string? EventSource, IReadOnlyList<string> EventNames)
{
    private const string Todo = "TODO";

    // A valid example, which can be linted and matched until the author replaces it.
    private const string ExampleSource = "cloudtrail.amazonaws.com";
    private const string ExampleName = "StopLogging";

    private string Source => EventSource ?? ExampleSource;

    private IReadOnlyList<string> Names => EventNames is [] ? [ExampleName] : EventNames;

    private SigmaLevel Severity => Level ?? SigmaLevel.Medium;

    /// <summary>Returns the files with their names.</summary>
    /// <param name="date">The date in the rule: the day on which the author begins.</param>
    /// <param name="sigmaId">The id in the Sigma rule.</param>
    public IReadOnlyList<(string Name, string Text)> Files(DateOnly date, Guid sigmaId) =>
        [
            (DetectionFolder.Rule, Rule(date, sigmaId).ReplaceLineEndings("\n")),
            (DetectionFolder.Runbook, Runbook().ReplaceLineEndings("\n")),
            (DetectionFolder.Cases, Cases().ReplaceLineEndings("\n")),
        ];

    private string Rule(DateOnly date, Guid sigmaId) =>
        $"""
            title: {(Title is null ? $"{Todo} What Happened, as an Alert Says It" : Quote(Title))}
            id: {sigmaId}
            status: test
            description: |
              {Todo}: what somebody did, or tried, why that matters here, and what the rule leaves out on purpose.
            references:
              - https://docs.aws.amazon.com/{Todo}
            author: BedrockDefense
            date: {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}
            tags:
              # {Todo}: the technique of MITRE ATT&CK.
              - attack.defense-impairment
              - attack.t1685
            logsource:
              product: aws
              service: cloudtrail
            detection:
              selection:{MarkTodo(EventSource is null || EventNames is [], "the service and its calls; then change the cases with them")}
                eventSource: {Source}
                eventName:{List(Names)}
              condition: selection
            falsepositives:
              - {Todo}, who does this with good reason
            level: {Severity.SigmaName()}{MarkTodo(Level is null, "informational, low, medium, high or critical")}
            next_step: {Todo}, the first thing to do, in one sentence.

            """;

    private string Runbook() =>
        $"""
            # {Title ?? $"{Todo} What Happened"}

            Level {Severity.SigmaName()}. ACCOUNT, REGION and the principal (ROLE) are in the alert; START is a day before it.

            ## What it means

            {Todo}: what happened, and what an attacker gains by it.

            ## Judge it in five minutes

            {Todo}: what to look at, and what tells the harmless from the harmful.

            ## Contain

            {Todo}: how to stop whoever did it.

            ## Restore

            {Todo}: how to put right what was changed.

            ## Hunt next

            {Todo}: what else they may have done, and the query that finds it.

            """;

    private string Cases()
    {
        var cases = new JsonArray();
        foreach (var name in Names)
        {
            Add($"somebody calls {name}", true, Source, name);
        }

        Add("another call of the service", false, Source, FirstOther(Names, "ListTagsForResource", "ListTags", "DescribeTags"));
        Add("a call of that name to another service", false, FirstOther([Source], "ec2.amazonaws.com", "s3.amazonaws.com"), Names[0]);
        var administrators = new JsonArray("arn:aws:iam::*:role/BedrockLoggingAdmin");
        return new JsonObject { ["administrators"] = administrators, ["cases"] = cases }.ToJsonString(JsonText.IndentedOptions) + "\n";

        void Add(string name, bool matches, string source, string call)
        {
            var caller = Caller.Parse("arn:aws:iam::111122223333:role/DataScientist");
            var record = new ApiCall(caller, source, call, IsRead(call), "us-east-1", cases.Count + 1).Record();
            cases.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["name"] = name,
                        ["matches"] = matches,
                        ["record"] = record,
                    }
            );
        }
    }

    private static string FirstOther(IReadOnlyList<string> names, params string[] others) =>
        others.First(other => !names.Contains(other, StringComparer.OrdinalIgnoreCase));

    private static bool IsRead(string call) =>
        ((string[])["Get", "List", "Describe", "Lookup"]).Any(verb => call.StartsWith(verb, StringComparison.Ordinal));

    private static string MarkTodo(bool isOpen, string what) => isOpen ? $" # {Todo}: {what}" : "";

    private static string List(IReadOnlyList<string> names) =>
        names is [var only] ? $" {only}" : string.Concat(names.Select(name => $"\n      - {name}"));

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
