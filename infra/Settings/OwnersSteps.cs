using BedrockDefense.Infra.Foundation;

namespace BedrockDefense.Infra.Settings;

/// <summary>Writes the permission that the owner of an endpoint in another account gives SNS before subscribing the endpoint.</summary>
internal static class OwnersSteps
{
    /// <summary>Writes how the owner of a function lets SNS call it.</summary>
    public static string LetCall(AlertSubscription alert, string topicArn) =>
        $"aws lambda add-permission --region {alert.Endpoint!.Split(':')[3]} --function-name {ShellWord.Quote(alert.Endpoint)} "
        + $"--statement-id {Names.Product} --action lambda:InvokeFunction --principal sns.amazonaws.com --source-arn "
        + $"{topicArn}";

    /// <summary>Writes how the owner of a stream lets SNS write to it.</summary>
    public static string LetWrite(AlertSubscription alert, string topicArn) =>
        $"let {alert.RoleArn} trust sns.amazonaws.com and allow it firehose:PutRecord and firehose:PutRecordBatch on the stream";

    /// <summary>Writes how the owner of a queue lets SNS send to it.</summary>
    public static string LetSend(AlertSubscription alert, string topicArn) =>
        $"let the queue's policy allow sns.amazonaws.com sqs:SendMessage where aws:SourceArn is {topicArn}, and, if a key "
        + "of yours encrypts the queue, let the key's policy allow it kms:Decrypt and kms:GenerateDataKey";
}
