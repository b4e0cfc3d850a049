using System.Text.Json.Nodes;
using BedrockDefense.Lint;

namespace BedrockDefense.Tests.Lint;

public sealed class ActionNamesTests
{
    [Theory]
    [InlineData("*")]
    [InlineData("s3:PutObject")]
    [InlineData("S3:putobject")]
    [InlineData("kms:GenerateDataKey*")]
    [InlineData("sqs:*")]
    [InlineData("bedrock:?eleteModelInvocationLoggingConfiguration")]
    [InlineData("bedrock:CallWithBearerToken")]
    public void A_known_action_or_a_pattern_of_some_is_right(string action) => Assert.Null(ActionNames.FaultOf(action));

    [Theory]
    [InlineData("s3:PutObjct", "\"s3:PutObjct\" is no action of IAM; the nearest is PutObject")]
    [InlineData("bedrock:DeleteModelInvocationLogging", "\"bedrock:DeleteModelInvocationLogging\" is no action of IAM")]
    [InlineData("kms:Generat*Keys", "\"kms:Generat*Keys\" is no action of IAM")]
    [InlineData("eventbridge:PutEvents", "\"eventbridge:PutEvents\" is of no service whose actions are known here")]
    [InlineData("PutObject", "\"PutObject\" is of no service whose actions are known here")]
    public void Another_is_not(string action, string fault) =>
        Assert.StartsWith(fault, ActionNames.FaultOf(action), StringComparison.Ordinal);

    [Theory]
    [InlineData("access")]
    [InlineData("guardrails")]
    [InlineData("templates")]
    public void The_documents_of_this_project_name_only_actions_that_exist(string folder)
    {
        var actions = Repository
            .Policies(folder)
            .Where(path => path.EndsWith(".json", StringComparison.Ordinal))
            .SelectMany(path => Actions(JsonNode.Parse(Repository.Policy(path))))
            .ToList();

        Assert.NotEmpty(actions);
        Assert.All(actions.SelectMany(ActionsFor), action => Assert.Null(ActionNames.FaultOf(action)));
    }

    // A placeholder stands for actions. They come from the values with which the guardrails are tested.
    private static IEnumerable<string> ActionsFor(string action) =>
        action is ['%', .., '%'] ? Catalog.GuardrailCases.Values.ByName[action.Trim('%')] : [action];

    private static IEnumerable<string> Actions(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(entry => entry.Key is "Action" or "NotAction" ? Texts(entry.Value) : Actions(entry.Value)),
            JsonArray list => list.SelectMany(Actions),
            _ => [],
        };

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node is JsonArray list ? list.Select(item => item!.GetValue<string>()) : [node!.GetValue<string>()];
}
