using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>
/// Changes a CloudFormation template so that the emulator accepts it. It asks for the ARN of a state machine by <c>Ref</c>, since the
/// emulator does not know the attribute. On AWS that gives the ARN as well (CloudFormation Template Reference,
/// "AWS::StepFunctions::StateMachine"). Resources that are kept unless their creation fails are always kept, which makes no difference when
/// nothing fails. Nothing else differs.
/// </summary>
internal static class EmulatedTemplate
{
    private const string RetainedOnSuccess = "\"DeletionPolicy\":\"RetainExceptOnCreate\"";
    private const string AlwaysRetained = "\"DeletionPolicy\":\"Retain\"";

    /// <summary>Makes the template to send.</summary>
    public static string Of(string template) =>
        Machines(template)
            .Aggregate(
                Minify(template).Replace(RetainedOnSuccess, AlwaysRetained, StringComparison.Ordinal),
                (json, machine) => json.Replace(Attribute(machine), Reference(machine), StringComparison.Ordinal)
            );

    /// <summary>Restores the original of a template that was sent.</summary>
    public static string ToOriginal(string emulated) =>
        Machines(emulated)
            .Aggregate(
                Minify(emulated).Replace(AlwaysRetained, RetainedOnSuccess, StringComparison.Ordinal),
                (json, machine) => json.Replace(Reference(machine), Attribute(machine), StringComparison.Ordinal)
            );

    private static string Minify(string template) => JsonNode.Parse(template)!.ToJsonString(JsonText.Options);

    private static IEnumerable<string> Machines(string template) =>
        (JsonNode.Parse(template)!["Resources"]?.AsObject() ?? [])
            .Where(resource => resource.Value!["Type"]?.GetValue<string>() == "AWS::StepFunctions::StateMachine")
            .Select(resource => resource.Key);

    private static string Attribute(string machine) => $$"""{"Fn::GetAtt":["{{machine}}","Arn"]}""";

    private static string Reference(string machine) => $$"""{"Ref":"{{machine}}"}""";
}
