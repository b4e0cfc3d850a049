using System.Text;
using System.Text.Json;

namespace BedrockDefense.Scp.Documents;

/// <summary>
/// A policy as it is submitted. AWS Organizations counts every character of what an SDK submits, white space included
/// (only its console removes white space), so policies are submitted minified.
/// </summary>
public static class PolicyDocumentSize
{
    /// <summary>The document without white space between its tokens and without needless escapes.</summary>
    /// <exception cref="InvalidPolicyException">It is not JSON.</exception>
    public static string Minify(string json, string name)
    {
        var faults = new List<Fault>();
        _ = LocatedJsonReader.Read(json, name, faults, refusesDuplicates: true);
        if (faults.Count > 0)
        {
            throw new InvalidPolicyException(faults);
        }

        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json));
        return JsonSerializer.Serialize(document.RootElement, JsonText.Options);
    }

    /// <summary>The characters that count against <see cref="ScpLimits.Characters"/> when this text is submitted as it stands.</summary>
    public static int Count(string submitted) => submitted.EnumerateRunes().Count();
}
