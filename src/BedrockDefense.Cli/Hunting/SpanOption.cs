using System.Globalization;
using System.Text.RegularExpressions;

namespace BedrockDefense.Cli.Hunting;

/// <summary>An option with a length of time, such as <c>90m</c>, <c>24h</c> or <c>30d</c>.</summary>
internal static partial class SpanOption
{
    /// <summary>Reads the option; returns zero when it has a fault.</summary>
    /// <param name="option">The name of the option.</param>
    /// <param name="text">Its value.</param>
    /// <param name="faults">Receives what is wrong with it.</param>
    public static TimeSpan Read(string option, string text, List<Fault> faults)
    {
        if (Form().Match(text) is { Success: true } match)
        {
            var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            return match.Groups["unit"].Value switch
            {
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                _ => TimeSpan.FromDays(number),
            };
        }

        faults.Add(new Fault($"{option} {text}: write a number of minutes, hours or days, such as 90m, 24h or 30d"));
        return default;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,5})(?<unit>[mhd])\z")]
    private static partial Regex Form();
}
