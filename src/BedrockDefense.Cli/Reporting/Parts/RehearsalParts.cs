using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>Makes the part of a report that shows a rehearsal. The first scenario is the chain of the advisory.</summary>
internal static class RehearsalParts
{
    /// <summary>Makes the part.</summary>
    public static RehearsalPart Of(IReadOnlyList<RehearsalReport> reports, StackDeclaration stack, SourceList sources)
    {
        var chain = reports[0];
        return new RehearsalPart(
            chain.Title,
            $"{ScenarioTable.Name(chain.Principal)} in {chain.Region}, guardrails {ScenarioTable.Attached(chain)}",
            chain.Coverage,
            [.. chain.Steps.Select((step, index) => Step(step, index + 1, sources))],
            PathParts.Of(chain, stack, sources),
            [.. reports.Select(report => Row(report, sources))]
        );
    }

    private static ChainStep Step(StepReport step, int number, SourceList sources) =>
        new(
            number,
            step.Name,
            [.. Marks(step)],
            [.. step.Calls.Select(call => Call(call, sources))],
            step.Unmet.Count > 0 ? string.Join(" ", step.Unmet) : step.Observed ?? step.Because
        );

    private static IEnumerable<Mark> Marks(StepReport step)
    {
        if (step.Unmet.Count > 0)
        {
            yield return new Mark("not as expected", Tone.Bad);
        }

        var calls = step.Calls;
        if (calls.Count == 0)
        {
            yield return new Mark("observed", step.Missing > 0 ? Tone.Bad : Tone.Good);
            yield break;
        }

        var prevented = calls.Count(call => call.PreventedBy is not null);
        yield return prevented == calls.Count ? new Mark("prevented", Tone.Good)
        : prevented == 0 ? new Mark("not prevented", Tone.Plain)
        : new Mark($"{prevented} of {calls.Count} prevented", Tone.Odd);
        yield return calls.Any(call => call.Detections.Count > 0) ? new Mark("detected", Tone.Good) : new Mark("not detected", Tone.Plain);
        if (calls.Any(call => call.Messages.Any(message => message.Recipients.Count > 0)))
        {
            yield return new Mark("alerted", Tone.Good);
        }

        if (calls.Any(call => call.NotRestored is not null))
        {
            yield return new Mark("not restored", Tone.Bad);
        }
        else if (calls.Any(call => call.RestoredBy is not null))
        {
            yield return new Mark("restored", Tone.Good);
        }
    }

    private static ChainCall Call(CallReport call, SourceList sources) =>
        new(
            call.Action,
            call.PreventedBy is { } by ? sources.Statement(by) : null,
            [.. call.Detections.Select(sources.Rule)],
            [.. call.Messages.Select(sources.Message)],
            [
                .. call.As is { } other ? [$"as {ScenarioTable.Name(other)}"] : (IEnumerable<string>)[],
                .. call.Effect is { } effect ? [effect] : (IEnumerable<string>)[],
                .. call.RestoredBy is { } restorer ? [$"restored by {restorer}"] : (IEnumerable<string>)[],
                .. call.NotRestored is { } obstacle ? [$"not restored: {obstacle}"] : (IEnumerable<string>)[],
                .. call.Failures.Select(failure => $"not delivered by {failure.Rule}: {failure.Reason}"),
            ]
        );

    private static ScenarioRow Row(RehearsalReport report, SourceList sources)
    {
        var calls = report.Steps.SelectMany(step => step.Calls).ToList();
        var prevented = calls.Count(call => call.PreventedBy is not null);
        return new ScenarioRow(
            report.Scenario,
            report.Title,
            report.IsMet ? new Mark("as expected", Tone.Good) : new Mark("NOT as expected", Tone.Bad),
            $"{prevented} of {calls.Count}",
            Percent.Of(prevented, calls.Count),
            [.. calls.SelectMany(call => call.Detections).Distinct().Order(StringComparer.Ordinal).Select(sources.Rule)],
            [.. report.Steps.SelectMany(step => step.Unmet)]
        );
    }
}
