using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>
/// A CloudFormation template as the emulator can take it: every ARN of a state machine is asked for by <c>Ref</c>. On AWS
/// that is the ARN as well (CloudFormation Template Reference, "AWS::StepFunctions::StateMachine"); the emulator does not
/// know the attribute. What is kept unless its creation fails is kept always, which is the same where nothing fails. Nothing
/// else differs.
/// </summary>
internal static class EmulatedTemplate
{
    private const string Kept = "\"DeletionPolicy\":\"RetainExceptOnCreate\"";
    private const string KeptAlways = "\"DeletionPolicy\":\"Retain\"";

    /// <summary>The template to send.</summary>
    public static string Of(string template) =>
        Machines(template)
            .Aggregate(
                Minified(template).Replace(Kept, KeptAlways, StringComparison.Ordinal),
                (json, machine) => json.Replace(Attribute(machine), Reference(machine), StringComparison.Ordinal)
            );

    /// <summary>The template that was sent, as it was before.</summary>
    public static string Original(string emulated) =>
        Machines(emulated)
            .Aggregate(
                Minified(emulated).Replace(KeptAlways, Kept, StringComparison.Ordinal),
                (json, machine) => json.Replace(Reference(machine), Attribute(machine), StringComparison.Ordinal)
            );

    private static string Minified(string template) => JsonNode.Parse(template)!.ToJsonString(JsonText.Options);

    private static IEnumerable<string> Machines(string template) =>
        (JsonNode.Parse(template)!["Resources"]?.AsObject() ?? [])
            .Where(resource => resource.Value!["Type"]?.GetValue<string>() == "AWS::StepFunctions::StateMachine")
            .Select(resource => resource.Key);

    private static string Attribute(string machine) => $$"""{"Fn::GetAtt":["{{machine}}","Arn"]}""";

    private static string Reference(string machine) => $$"""{"Ref":"{{machine}}"}""";
}
