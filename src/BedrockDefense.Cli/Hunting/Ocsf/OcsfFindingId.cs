using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting.Ocsf;

/// <summary>
/// The id of a finding. The same event found by the same rule has the same id in every hunt, so that a store can leave out what it knows.
/// </summary>
internal static class OcsfFindingId
{
    // Half of a hash is enough that no two findings share an id.
    private const int Characters = 32;

    /// <summary>Returns the id, in hexadecimal digits.</summary>
    public static string Of(Finding finding)
    {
        // CloudTrail gives each event an id. A record without one is known by its place.
        string[] parts =
        [
            finding.Rule,
            .. finding.Event.EventId is { Length: > 0 } id
                ? (string[])[id]
                : ["", finding.File, finding.Offset.ToString(CultureInfo.InvariantCulture)],
        ];

        // The lengths keep two lists of parts apart whose texts are the same when joined.
        var text = string.Concat(parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Characters];
    }
}
