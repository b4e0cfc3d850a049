using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Reading;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>Makes the rules that find the events of an investigation.</summary>
internal static class CredentialRules
{
    // The calls whose answer contains an access key, and the sign-in to the console (AWS CloudTrail User Guide and IAM User Guide).
    private static readonly string[] IssuingCalls =
    [
        "AssumeRole",
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "AssumeRoot",
        "ConsoleLogin",
        "CreateAccessKey",
        "CreateSession",
        "GetCredentialsForIdentity",
        "GetFederationToken",
        "GetRoleCredentials",
        "GetSessionToken",
    ];

    /// <summary>Matches the calls that can issue credentials.</summary>
    public static SigmaRule Issuing { get; } = AnyOf("issuing", [("eventName", IssuingCalls)]);

    /// <summary>Makes a rule that matches events with one of the values, exactly as written, in one of the fields.</summary>
    public static SigmaRule AnyOf(string title, IEnumerable<(string Field, IReadOnlyList<string> Values)> fields)
    {
        var place = new SourceLocation(title);
        var entries = fields
            .Select(
                (field, number) =>
                    new YamlEntry(
                        Text(FormattableString.Invariant($"field{number}")),
                        new YamlMap(
                            place,
                            [
                                new YamlEntry(
                                    Text($"{field.Field}|cased"),
                                    new YamlList(place, [.. field.Values.Select(one => Text(Exactly(one)))])
                                ),
                            ]
                        )
                    )
            )
            .Append(new YamlEntry(Text("condition"), Text("1 of field*")))
            .ToList();
        var faults = new FaultList();
        var detection = DetectionReader.Read(new YamlMap(place, entries), faults);
        return faults.Count == 0
            ? new SigmaRule
            {
                File = title,
                Title = title,
                LogSource = new LogSource(null, "aws", "cloudtrail"),
                Detection = detection,
            }
            : throw new SigmaException(faults.ToSortedList());

        YamlScalar Text(string text) => new(place, text, IsPlain: false);
    }

    // A backslash takes its meaning from a wildcard and from another backslash (Sigma Specification, "Escaping").
    private static string Exactly(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("*", @"\*", StringComparison.Ordinal)
            .Replace("?", @"\?", StringComparison.Ordinal);
}
