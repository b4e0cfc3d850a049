using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Tests.Catalog;

/// <summary>The guardrails, filled with the values of <c>cases/guardrails/values.json</c>, and their cases.</summary>
internal static class GuardrailCases
{
    private static readonly string[] OptIns =
    [
        "deny-api-keys",
        "deny-ungoverned-regions",
        "deny-unlogged-inference",
        "protect-account-settings",
        "protect-identity-providers",
        "require-mfa",
    ];

    /// <summary>The ids of the catalog.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Guardrail.All.Select(guardrail => guardrail.Id)];

    /// <summary>The values of the placeholders.</summary>
    public static PlaceholderValues Values { get; } = ReadValues();

    /// <summary>The statements whose exemptions every impostor tries to use.</summary>
    public static IReadOnlyList<GuardrailExemption> Exemptions { get; } =
    [
        .. Read("exemptions")
            .AsArray()
            .Select(one => new GuardrailExemption(
                Text(one!, "sid"),
                [
                    .. Texts(one!["exempt"]!)
                        .Select(principal => Request(principal, Text(one, "action"), Text(one, "resource"), one["context"])),
                ],
                [
                    .. Impostors()
                        .Where(impostor => !Texts(one["exempt"]!).Contains(impostor.Principal))
                        .Select(impostor =>
                            (impostor.Name, Request(impostor.Principal, Text(one, "action"), Text(one, "resource"), one["context"]))
                        ),
                ]
            )),
    ];

    /// <summary>Requests of a platform team's daily work, each with the optional guardrail that denies it, if there is one.</summary>
    public static IReadOnlyList<(string Name, RequestContext Request, string? DeniedWith)> DayToDay { get; } =
    [
        .. Read("day-to-day")
            .AsArray()
            .Select(one =>
                (
                    Text(one!, "name"),
                    Request("arn:aws:iam::111122223333:role/PlatformTeam", Text(one!, "action"), Text(one!, "resource"), one!["context"]),
                    one["deniedWith"]?.GetValue<string>()
                )
            ),
    ];

    /// <summary>Gives the text of a guardrail as it is submitted.</summary>
    public static string Content(string id) => Guardrail.All.Single(guardrail => guardrail.Id == id).Fill(Values);

    /// <summary>Gives a guardrail's statements as they are submitted.</summary>
    public static IReadOnlyList<JsonObject> Statements(string id) =>
        [.. JsonNode.Parse(Content(id))!["Statement"]!.AsArray().Select(statement => statement!.AsObject())];

    /// <summary>Gives the guardrails that are always in force, and one more.</summary>
    public static IReadOnlyList<PolicyDocument> PoliciesWith(string? id) =>
        [.. Ids.Where(other => !OptIns.Contains(other) || other == id).Select(other => PolicyReader.Parse(Content(other), other))];

    /// <summary>Reads the cases of a guardrail. Every principal, action and resource of a case makes a request.</summary>
    public static IReadOnlyList<GuardrailCase> Of(string id, string folder = "guardrails") =>
        [
            .. Read(id, folder)
                .AsArray()
                .Select(one => new GuardrailCase(
                    Text(one!, "name"),
                    [
                        .. from principal in Texts(one!["principals"]!)
                        from action in Texts(one["actions"]!)
                        from resource in Texts(one["resources"]!)
                        select Request(principal, action, resource, one["context"], one["principalArnAbsent"]?.GetValue<bool>() ?? false),
                    ],
                    Texts(one["deniedBy"]!)
                )),
        ];

    /// <summary>Finds the Sids of the statements that deny a request.</summary>
    public static IReadOnlyList<string> DenyingSids(IReadOnlyList<PolicyDocument> policies, RequestContext request) =>
        [
            .. ScpEvaluator
                .Evaluate([new ScpLevel("root", [PolicyDocument.FullAwsAccess, .. policies])], request)
                .Explanations.Where(one => one.IsMatch && one.Statement.Effect == PolicyEffect.Deny)
                .Select(one => one.Statement.Sid!),
        ];

    private static PlaceholderValues ReadValues()
    {
        var values = new PlaceholderValues();
        foreach (var (name, texts) in Read("values").AsObject())
        {
            values.Add(Placeholder.All.Single(placeholder => placeholder.Name == name), Texts(texts!));
        }

        return values;
    }

    private static IEnumerable<(string Name, string Principal)> Impostors() =>
        Read("impostors").AsArray().SelectMany(one => Texts(one!["principals"]!).Select(principal => (Text(one, "name"), principal)));

    private static RequestContext Request(
        string principal,
        string action,
        string resource,
        JsonNode? context,
        bool principalArnAbsent = false
    ) =>
        RequestContext.Create(
            principal,
            action,
            resource,
            context?.AsObject().ToDictionary(key => key.Key, key => Texts(key.Value!)),
            principalArnAbsent
        );

    private static JsonNode Read(string name, string folder = "guardrails") =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", folder, $"{name}.json")))!;

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();

    private static IReadOnlyList<string> Texts(JsonNode node) =>
        node is JsonArray list ? [.. list.Select(text => text!.GetValue<string>())] : [node.GetValue<string>()];
}

/// <summary>Requests, and the Sids of the statements that deny each of them, exactly.</summary>
internal sealed record GuardrailCase(string Name, IReadOnlyList<RequestContext> Requests, IReadOnlyList<string> DeniedBy);

/// <summary>
/// A statement with an exemption: requests of exempt principals, and the same requests of principals that only look like them.
/// </summary>
internal sealed record GuardrailExemption(
    string Sid,
    IReadOnlyList<RequestContext> Exempt,
    IReadOnlyList<(string Name, RequestContext Request)> Impostors
);
