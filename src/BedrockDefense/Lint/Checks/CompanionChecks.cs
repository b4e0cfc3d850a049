using System.Text.Json;

namespace BedrockDefense.Lint.Checks;

/// <summary>Checks that a rule has a runbook, a case that matches and a case that does not match.</summary>
internal static class CompanionChecks
{
    public static IEnumerable<LintFinding> Find(RuleText file)
    {
        var location = new SourceLocation(file.File);
        if (file.Runbook is { } runbook && string.IsNullOrWhiteSpace(runbook.Text))
        {
            yield return new LintFinding(location, LintSeverity.Error, $"there is no runbook {runbook.File}", "runbook");
        }

        if (file.Cases is not { } cases)
        {
            yield break;
        }

        if (cases.Text is null)
        {
            yield return new LintFinding(
                location,
                LintSeverity.Error,
                $"there is no case file {cases.File}; write a case that matches and one that does not",
                "cases"
            );
        }
        else if (ExpectedAnswers(cases.Text) is not { } answers)
        {
            // The cases of a detection have more requirements; see CaseFile.
            if (file.Detection is not null)
            {
                yield break;
            }

            yield return new LintFinding(
                new SourceLocation(cases.File),
                LintSeverity.Error,
                "is no case file; write {\"cases\": [{\"name\": …, \"matches\": true or false, \"record\": {…}}]}, and of "
                    + "a hunt \"records\": [{…}]",
                "cases"
            );
        }
        else
        {
            foreach (var (answer, kind) in ((bool, string)[])[(true, "matches"), (false, "does not match")])
            {
                if (!answers.Contains(answer))
                {
                    yield return new LintFinding(location, LintSeverity.Error, $"{cases.File} has no case that {kind}", "cases");
                }
            }
        }
    }

    // Returns the expected answer of each case, or null when the text does not have the right form.
    private static List<bool>? ExpectedAnswers(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return
            [
                .. document
                    .RootElement.GetProperty("cases")
                    .EnumerateArray()
                    .Select(one => HasRecords(one) && one.GetProperty("matches").GetBoolean()),
            ];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static bool HasRecords(JsonElement one) =>
        one.TryGetProperty("records", out var records)
            ? records.EnumerateArray().Any()
            : one.GetProperty("record").ValueKind == JsonValueKind.Object;
}
