using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Verifying;

/// <summary>
/// Finds what somebody added to a declared rule of a bucket's lifecycle: transitions, and expirations where none are declared (Amazon S3
/// API Reference, "GetBucketLifecycleConfiguration"). A further rule shows without this, as a difference of all rules.
/// </summary>
internal static class LifecycleAdditions
{
    private static readonly (string Element, string Input, string Effect)[] Expirations =
    [
        ("Expiration", "expiration", "deletes objects"),
        ("NoncurrentVersionExpiration", "noncurrentVersionExpiration", "deletes noncurrent versions"),
    ];

    private static readonly (string Element, string Objects)[] Transitions =
    [
        ("Transition", "objects"),
        ("NoncurrentVersionTransition", "noncurrent versions"),
    ];

    /// <summary>Lists what the rules do beside what is declared, a sentence each.</summary>
    /// <param name="configuration">The configuration that stands.</param>
    /// <param name="lifecycle">The declared configuration.</param>
    public static IEnumerable<string> Of(XElement configuration, DeclaredResource lifecycle)
    {
        var declared = (lifecycle.Inputs["rules"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        foreach (var rule in configuration.Elements().Where(element => element.Name.LocalName == "Rule"))
        {
            var id = rule.Find("ID")?.Value ?? "";
            foreach (var (element, objects) in Transitions)
            {
                foreach (var transition in rule.Elements().Where(one => one.Name.LocalName == element))
                {
                    yield return $"its lifecycle rule {id} moves {objects} to {transition.Find("StorageClass")?.Value ?? "another class"}"
                        + ", from where they may have to be restored before anybody can read them; that is not declared";
                }
            }

            if (declared.Find(one => one.Text("id") == id) is not { } same)
            {
                continue;
            }

            foreach (var (element, input, effect) in Expirations)
            {
                if (!same.ContainsKey(input) && rule.Elements().FirstOrDefault(one => one.Name.LocalName == element) is { } added)
                {
                    var settings = string.Join(", ", added.Elements().Select(Told));
                    yield return $"its lifecycle rule {id} {effect} ({settings}), which is not declared";
                }
            }
        }
    }

    private static string Told(XElement setting) => $"{setting.Name.LocalName} {setting.Value}";
}
