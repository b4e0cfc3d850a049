using System.Text;
using System.Text.Json;

namespace BedrockDefense.Scp.Documents;

/// <summary>
/// Measures and minifies policies for submission. AWS Organizations counts every character that an SDK submits, white space
/// included; only its console removes white space. Policies are therefore submitted minified.
/// </summary>
public static class PolicyDocumentSize
{
    /// <summary>Returns the document without white space between its tokens and without needless escapes.</summary>
    /// <exception cref="InvalidPolicyException">The text is not JSON.</exception>
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

    /// <summary>Counts the characters of a submitted text that count against <see cref="ScpLimits.Characters"/>.</summary>
    public static int Count(string submitted) => submitted.EnumerateRunes().Count();
}
