using System.Text.Json;

namespace BedrockDefense.Stack.Costs;

/// <summary>What AWS lists for one thing, in US dollars.</summary>
/// <param name="Dollars">For <paramref name="Per"/> units.</param>
/// <param name="Per">How many units that buys.</param>
/// <param name="Unit">What is counted, in the plural.</param>
/// <param name="Source">The pricing page and the item on it.</param>
/// <param name="Free">How many units cost nothing each month, for ever.</param>
public sealed record Price(decimal Dollars, long Per, string Unit, string Source, long Free = 0)
{
    private static readonly Dictionary<string, Price> All = Load();

    /// <summary>The price of <c>prices.json</c> with this id.</summary>
    public static Price Of(string id) => All[id];

    /// <summary>What this many units cost in a month, in US dollars.</summary>
    public decimal Of(decimal units) => Math.Max(0, units - Free) * Dollars / Per;

    private static Dictionary<string, Price> Load()
    {
        using var stream = typeof(Price).Assembly.GetManifestResourceStream("costs/prices.json")!;
        return JsonSerializer.Deserialize<PriceFile>(stream, JsonSerializerOptions.Web)!.Prices;
    }

    private sealed record PriceFile(Dictionary<string, Price> Prices);
}
