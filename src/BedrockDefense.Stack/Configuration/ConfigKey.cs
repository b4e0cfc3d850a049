using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Stack.Configuration;

/// <summary>Reads the keys of the configuration: <c>namespace:name</c>, or the older form <c>namespace:config:name</c>.</summary>
internal static class ConfigKey
{
    /// <summary>
    /// Returns the key as the engine hands it to the program. Reports a fault and returns null if the text is not a key.
    /// </summary>
    public static string? Of(YamlScalar key, FaultList faults)
    {
        var shown = VisibleText.Of(key.Text, VisibleText.Excerpt);
        switch (key.Text.Split(':'))
        {
            case [{ Length: > 0 }, { Length: > 0 }]:
                return key.Text;
            case [{ Length: > 0 } space, "config", { Length: > 0 } name]:
                return $"{space}:{name}";
            // Pulumi would put the project's name before the key. A reader of the file should not have to know that.
            case [_] when PulumiScalar.IsText(key) && SettingsParser.NearestKey(key.Text) is { } near:
                faults.Add(key.Location, $"the key {shown} lacks its namespace; write {near}");
                return null;
            default:
                faults.Add(
                    key.Location,
                    $"{VisibleText.Quote(key.Text, VisibleText.Excerpt)} is no key; write namespace:name, such as bedrock-defense:alerts"
                );
                return null;
        }
    }
}
