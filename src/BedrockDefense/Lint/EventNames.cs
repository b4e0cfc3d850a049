using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.CloudTrail;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Sigma;

namespace BedrockDefense.Lint;

/// <summary>
/// The known values of <c>eventSource</c> and <c>eventName</c>: the API operations of each service, from <c>event-names.json</c>,
/// and <see cref="DocumentedNames"/>.
/// </summary>
public static partial class EventNames
{
    private static readonly Dictionary<string, HashSet<string>> ByService = Load();
    private static readonly HashSet<string> All = new(ByService.Values.SelectMany(names => names), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns what is wrong with an <c>eventSource</c>, and the right one if it is known. Null when nothing is wrong.</summary>
    public static string? FaultOfSource(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return MistakenNames.SourceFault(source)
            ?? (
                ByService.ContainsKey(ServiceOf(source))
                    ? null
                    : $"no service is known to write the eventSource {VisibleText.Quote(source)}"
                        + $"{Suggest(source, ByService.Keys.Select(service => service + EventSources.Domain))}"
            );
    }

    /// <summary>Returns what is wrong with an <c>eventName</c>, or null when nothing is wrong.</summary>
    /// <param name="name">The name, without wildcards.</param>
    /// <param name="sources">The event sources that the rule tests together with the name; empty for none.</param>
    public static string? FaultOfName(string name, IReadOnlyCollection<string> sources)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (MistakenNames.EventFault(name) is { } mistake)
        {
            return mistake;
        }

        if (NamesOf(sources) is not { } names)
        {
            return null;
        }

        if (IsOnly(sources, "lambda") && DocumentedNames.VersionedNames.TryGetValue(name, out var versioned))
        {
            return $"CloudTrail never logs {name}: Lambda's event names carry a version, here {versioned}";
        }

        if (names.Contains(name) || names.Contains(RemoveVersion(name, sources)))
        {
            return null;
        }

        return sources.Count == 0
            ? $"no service has an operation {VisibleText.Quote(name)}{Suggest(name, names)}"
            : $"{string.Join(" and ", sources)} {(sources.Count == 1 ? "has" : "have")} no operation {VisibleText.Quote(name)}"
                + $"{Owner(name)}{Suggest(name, names)}";
    }

    /// <summary>
    /// Returns what is wrong with an <c>eventName</c> with wildcards: it matches no known name. Null when it matches one.
    /// </summary>
    internal static string? FaultOfPattern(SigmaText pattern, IReadOnlyCollection<string> sources)
    {
        if (
            pattern.Placeholders.Any()
            || NamesOf(sources) is not { } names
            || sources.Any(source => ServiceOf(source) is "lambda" or "cloudfront")
        )
        {
            return null;
        }

        var wildcards = new Wildcards([
            .. pattern.Parts.SelectMany(part =>
                part.Kind switch
                {
                    TextPartKind.AnyRun => [new WildcardSymbol('*', IsWildcard: true)],
                    TextPartKind.AnyCharacter => [new WildcardSymbol('?', IsWildcard: true)],
                    _ => part.Text.Select(character => new WildcardSymbol(character, IsWildcard: false)),
                }
            ),
        ]);
        return names.Any(name => wildcards.Matches(name, ignoreCase: true))
            ? null
            : $"no operation of {(sources.Count == 0 ? "any service" : string.Join(" and ", sources))} is like "
                + $"{VisibleText.Quote(pattern.ToString())}";
    }

    // Returns null if one of the sources is unknown, or logs names that are not in any list.
    private static HashSet<string>? NamesOf(IReadOnlyCollection<string> sources)
    {
        if (sources.Count == 0)
        {
            return All;
        }

        var services = sources.Select(ServiceOf).ToList();
        return services.All(service =>
            !DocumentedNames.OpenServices.Contains(service) && ByService.GetValueOrDefault(service) is { Count: > 0 }
        )
            ? new HashSet<string>(services.SelectMany(service => ByService[service]), StringComparer.OrdinalIgnoreCase)
            : null;
    }

    private static string RemoveVersion(string name, IReadOnlyCollection<string> sources) =>
        sources.Count == 0 || sources.Any(source => ServiceOf(source) is "lambda" or "cloudfront") ? Version().Replace(name, "") : name;

    private static bool IsOnly(IReadOnlyCollection<string> sources, string service) =>
        sources.Count > 0 && sources.All(source => ServiceOf(source) == service);

    private static string ServiceOf(string source) =>
        (
            source.EndsWith(EventSources.Domain, StringComparison.OrdinalIgnoreCase) ? source[..^EventSources.Domain.Length] : source
        ).ToLowerInvariant();

    private static string Owner(string name)
    {
        string[] owners =
        [
            .. ByService.Where(entry => entry.Value.Contains(name)).Select(entry => entry.Key).Order(StringComparer.Ordinal).Take(3),
        ];
        return owners is [] ? "" : $", but {string.Join(" and ", owners)} {(owners.Length == 1 ? "has" : "have")}";
    }

    private static string Suggest(string name, IEnumerable<string> known) =>
        Spelling.Nearest(name, known) is { } nearest ? $"; the nearest is {nearest}" : "";

    private static Dictionary<string, HashSet<string>> Load()
    {
        using var stream = typeof(EventNames).Assembly.GetManifestResourceStream("lint/event-names.json")!;
        var services = JsonSerializer
            .Deserialize<Dictionary<string, string>>(stream)!
            .ToDictionary(entry => entry.Key, entry => Split(entry.Value), StringComparer.OrdinalIgnoreCase);
        foreach (var source in DocumentedNames.OtherSources)
        {
            services.TryAdd(source, []);
        }

        foreach (var (service, names) in DocumentedNames.OtherNames)
        {
            services[service].UnionWith(Split(names));
        }
        // CloudTrail writes all APIs of Bedrock under one source (Bedrock user guide, "Monitor API calls using CloudTrail").
        foreach (
            var (_, names) in services
                .Where(entry => entry.Key.StartsWith("bedrock-agent", StringComparison.Ordinal) || entry.Key == "bedrock-runtime")
                .ToList()
        )
        {
            services["bedrock"].UnionWith(names);
        }

        return services;
    }

    private static HashSet<string> Split(string names) =>
        new(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"(\d{8}(v\d+)?|_?\d{4}_\d{2}_\d{2})\z")]
    private static partial Regex Version();
}
