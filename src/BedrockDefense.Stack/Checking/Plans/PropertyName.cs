using System.Text.Json;

namespace BedrockDefense.Stack.Checking.Plans;

/// <summary>The two spellings of a property's name: Terraform's <c>log_group_name</c> and Pulumi's <c>logGroupName</c>.</summary>
internal static class PropertyName
{
    public static string ToPulumi(string name)
    {
        var words = name.Split('_');
        return string.Concat([words[0], .. words[1..].Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..])]);
    }

    public static string ToTerraform(string name) => name.Contains('_') ? name : JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
