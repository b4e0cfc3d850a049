using System.Net;
using System.Text.RegularExpressions;
using BedrockDefense.Catalog;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Investigating;

namespace BedrockDefense.Cli.Investigating;

/// <summary>The options of <c>investigate</c> after they were read and checked.</summary>
/// <param name="Archive">The files and how they are read.</param>
/// <param name="Request">What is asked.</param>
internal sealed partial record InvestigateArguments(ArchiveArguments Archive, InvestigationRequest Request)
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="InvalidInputException">An option cannot be used. Every fault is listed.</exception>
    public static InvestigateArguments Read(InvestigateSettings settings)
    {
        InputFile.RequireOnce([.. settings.Paths, .. settings.Events]);
        var faults = new List<Fault>();
        if (settings.Paths.Contains(InputFile.StandardInput))
        {
            faults.Add(new Fault("- cannot be investigated: the archive is read several times; write it to a file and name that"));
        }

        var leavesOut = settings is not { Since: null, Until: null, Accounts: [], Regions: [] };
        if (leavesOut && settings.Paths.Any(LogSources.IsInBucket))
        {
            faults.Add(
                new Fault("s3:// with --since, --until, --account or --region: links could be among the objects that these leave out")
            );
        }

        if (settings.StartAfter is not null)
        {
            faults.Add(new Fault("--start-after: links could be in the files before; leave it out"));
        }

        var archive = ArchiveArguments.Read(settings, settings.Paths, faults);
        Check("--access-key", settings.AccessKeys, AccessKey().IsMatch, "an access key looks like AKIAIOSFODNN7EXAMPLE", faults);
        Check("--principal", settings.Principals, Principal().IsMatch, "an ARN looks like arn:aws:iam::111122223333:user/alice", faults);
        Check("--ip", settings.Addresses, IsAddress, "an address looks like 203.0.113.77 or 2001:db8::77", faults);
        var events = StartEvents.Read(settings.Events, faults);
        var start = new InvestigationStart(
            [.. settings.AccessKeys.Concat(events.AccessKeys).Distinct()],
            [.. settings.Principals.Distinct()],
            [.. settings.Addresses.Concat(settings.Addresses.Where(IsAddress).Select(one => IPAddress.Parse(one).ToString())).Distinct()],
            [.. events.EventIds.Distinct()]
        )
        {
            First = events.First,
        };
        if (settings is { AccessKeys: [], Principals: [], Addresses: [], Events: [] })
        {
            faults.Add(new Fault("nothing to start from: write --event FILE, --access-key ID, --principal ARN or --ip ADDRESS"));
        }

        var request = new InvestigationRequest(start, [])
        {
            Parts = Parts(settings.Parts, faults),
            Baseline = settings.Baseline is { } baseline
                ? SpanOption.Read("--baseline", baseline, faults)
                : InvestigationRequest.DefaultBaseline,
            Context = settings.Context is { } context ? SpanOption.Read("--context", context, faults) : InvestigationRequest.DefaultContext,
        };
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        // Only the timeline needs the detections, and they the configuration.
        var rules = request.Parts.HasFlag(InvestigationParts.Timeline)
            ? new HuntRules(Detection.All, []).Expand(settings.Placeholders.Values)
            : new HuntRules([], []);
        return new InvestigateArguments(archive, request with { Detections = rules.Detections });
    }

    private static InvestigationParts Parts(string[] names, List<Fault> faults)
    {
        var parts = InvestigationParts.None;
        foreach (var name in names)
        {
            if (PartName.All.TryGetValue(name, out var part))
            {
                parts |= part;
            }
            else
            {
                faults.Add(
                    new Fault(
                        $"--show {VisibleText.Quote(name, VisibleText.Excerpt)}: there is no such part; write "
                            + string.Join(" or ", PartName.All.Keys)
                    )
                );
            }
        }

        return names is [] ? InvestigationParts.All : parts;
    }

    private static void Check(string option, string[] values, Predicate<string> isValid, string hint, List<Fault> faults) =>
        faults.AddRange(
            values
                .Where(value => !isValid(value))
                .Select(value => new Fault($"{option} {VisibleText.Quote(value, VisibleText.Excerpt)}: {hint}"))
        );

    // The framework also takes a number for an address.
    private static bool IsAddress(string text) => text.AsSpan().IndexOfAny('.', ':') > -1 && IPAddress.TryParse(text, out _);

    // AWS STS API Reference, GetAccessKeyInfo: 16 to 128 word characters.
    [GeneratedRegex(@"^[A-Za-z0-9_]{16,128}\z")]
    private static partial Regex AccessKey();

    [GeneratedRegex(@"^arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:[\x21-\x7e]+\z")]
    private static partial Regex Principal();
}
